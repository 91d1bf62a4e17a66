using System.Globalization;
using System.Text.Json;
using MesosOperator.Core.Master.Views;
using MesosOperator.Core.Primitives;
using MesosOperator.Core.Tasks;
using MesosOperator.Http.Reading.State;
using Microsoft.AspNetCore.Http;

namespace MesosOperator.Http.Reading.Lists;

/// <summary>
/// A page of tasks, as <c>/tasks</c> shows it: by the time of their first status, the newest first unless
/// <c>order=asc</c>. A number that is none counts as left out, as in Mesos.
/// </summary>
internal static class TasksJson
{
    private const int DefaultLimit = 100;

    public static void Write(Utf8JsonWriter json, MasterView view, IQueryCollection query)
    {
        var (framework, task) = (query["framework_id"].ToString(), query["task_id"].ToString());
        var tasks = view.Frameworks.Concat(view.CompletedFrameworks)
            .Where(found => framework.Length == 0 || found.Id.Value == framework)
            .SelectMany(found => found.Tasks.Concat(found.CompletedTasks))
            .Where(found => task.Length == 0 || found.Id.Value == task);
        var ordered = query["order"] == "asc" ? tasks.OrderBy(FirstTold) : tasks.OrderByDescending(FirstTold);
        json.WriteStartObject();
        json.WriteStartArray("tasks");
        var page = new TaskJson();
        foreach (var found in ordered.ThenBy(found => found.Id.Value, StringComparer.Ordinal).Skip(Number(query, "offset", 0)).Take(Number(query, "limit", DefaultLimit)))
            page.Write(json, found);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Of whom nothing was told yet is the oldest.</summary>
    private static Instant FirstTold(LaunchedTask task) => task.Statuses.IsEmpty ? Instant.Epoch : task.Statuses[0].Timestamp;

    private static int Number(IQueryCollection query, string name, int otherwise) =>
        int.TryParse(query[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}

using System.Text.Json;
using MesosOperator.Core.Master.Views;
using MesosOperator.Http.Answers;
using MesosOperator.Http.Reading.State;
using Microsoft.AspNetCore.Http;

namespace MesosOperator.Http.Reading.Lists;

/// <summary>Frameworks with their tasks and offers, as <c>/frameworks</c> shows them; all of them, or the one that is asked for.</summary>
internal static class FrameworksJson
{
    public static IEnumerable<Part> Write(Utf8JsonWriter json, MasterView view, IQueryCollection query)
    {
        var wanted = query["framework_id"].ToString();
        json.WriteStartObject();
        foreach (var part in FrameworkJson.WriteLists(json, view.Frameworks.Where(IsWanted), view.CompletedFrameworks.Where(IsWanted)))
            yield return part;
        json.WriteStartArray("unregistered_frameworks");
        json.WriteEndArray();
        json.WriteEndObject();

        bool IsWanted(FrameworkView framework) => wanted.Length == 0 || framework.Id.Value == wanted;
    }
}

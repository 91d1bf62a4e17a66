using System.Text.Json;
using MesosOperator.Core.Master.Views;
using MesosOperator.Http.Reading.State;
using Microsoft.AspNetCore.Http;

namespace MesosOperator.Http.Reading.Lists;

/// <summary>Frameworks with their tasks and offers, as <c>/frameworks</c> shows them; all of them, or the one that is asked for.</summary>
internal static class FrameworksJson
{
    public static void Write(Utf8JsonWriter json, MasterView view, IQueryCollection query)
    {
        var wanted = query["framework_id"].ToString();
        json.WriteStartObject();
        WriteList(json, "frameworks", view.Frameworks, wanted);
        WriteList(json, "completed_frameworks", view.CompletedFrameworks, wanted);
        json.WriteStartArray("unregistered_frameworks");
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter json, string name, IEnumerable<FrameworkView> frameworks, string wanted)
    {
        json.WriteStartArray(name);
        foreach (var framework in frameworks.Where(framework => wanted.Length == 0 || framework.Id.Value == wanted))
            FrameworkJson.Write(json, framework);
        json.WriteEndArray();
    }
}

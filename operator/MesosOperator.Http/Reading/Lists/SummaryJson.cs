using System.Text.Json;
using MesosOperator.Core.Master.Views;
using MesosOperator.Http.Reading.State;
using MesosOperator.Protocol.Readable;
using Microsoft.AspNetCore.Http;

namespace MesosOperator.Http.Reading.Lists;

/// <summary>Agents and frameworks with their tasks counted, as <c>/state-summary</c> shows them.</summary>
internal sealed class SummaryJson(HttpOptions options)
{
    public void Write(Utf8JsonWriter json, MasterView view, IQueryCollection query)
    {
        var tasks = new TaskSummaries(view);
        json.WriteStartObject();
        json.WriteString("hostname", options.Hostname);
        json.WriteStartArray("slaves");
        foreach (var agent in view.Agents.Where(agent => !agent.IsRecovering))
        {
            json.WriteStartObject();
            AgentJson.WriteProperties(json, agent);
            tasks.Of(agent.Id).WriteProperties(json);
            json.WriteNames("framework_ids", tasks.FrameworksOn(agent.Id));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("frameworks");
        foreach (var framework in view.Frameworks)
        {
            json.WriteStartObject();
            FrameworkJson.WriteSummary(json, framework);
            tasks.Of(framework.Id).WriteProperties(json);
            json.WriteNames("slave_ids", tasks.AgentsOf(framework.Id));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}

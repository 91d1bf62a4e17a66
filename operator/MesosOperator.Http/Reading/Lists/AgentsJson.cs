using System.Text.Json;
using MesosOperator.Core.Master.Views;
using MesosOperator.Http.Reading.State;
using MesosOperator.Protocol.Mapping.Agents;
using MesosOperator.Protocol.Mapping.Operators;
using MesosOperator.Protocol.Readable;
using Microsoft.AspNetCore.Http;
using Wire = MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Http.Reading.Lists;

/// <summary>Agents with their resources in full, as <c>/slaves</c> shows them; all of them, or the one that is asked for.</summary>
internal static class AgentsJson
{
    public static void Write(Utf8JsonWriter json, MasterView view, IQueryCollection query)
    {
        var wanted = query["slave_id"].ToString();
        var agents = view.Agents.Where(agent => wanted.Length == 0 || agent.Id.Value == wanted).ToArray();
        var holdings = new AgentHoldings(view);
        json.WriteStartObject();
        json.WriteStartArray("slaves");
        foreach (var agent in agents.Where(agent => !agent.IsRecovering))
        {
            json.WriteStartObject();
            AgentJson.WriteProperties(json, agent);
            WriteFull(json, agent, holdings);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("recovered_slaves");
        foreach (var agent in agents.Where(agent => agent.IsRecovering))
            json.WriteMessageValue(AgentToWire.Map(agent.Id, agent.Info));
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteFull(Utf8JsonWriter json, AgentView agent, AgentHoldings holdings)
    {
        json.WriteStartObject("reserved_resources_full");
        foreach (var reserved in agent.Total.Items.Where(resource => resource.Traits.ReservedRole is not null).GroupBy(resource => resource.Traits.ReservedRole!))
            WriteResources(json, reserved.Key, OperatorResources.Of(reserved));
        json.WriteEndObject();
        WriteResources(json, "unreserved_resources_full", OperatorResources.Of(agent.Total.Items.Where(resource => resource.Traits.ReservedRole is null)));
        WriteResources(json, "used_resources_full", holdings.Used(agent.Id));
        WriteResources(json, "offered_resources_full", holdings.Offered(agent.Id));
    }

    private static void WriteResources(Utf8JsonWriter json, string name, IEnumerable<Wire.Resource> resources)
    {
        json.WriteStartArray(name);
        foreach (var resource in resources)
            json.WriteMessageValue(resource);
        json.WriteEndArray();
    }
}

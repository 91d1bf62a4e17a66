using System.Text.Json;
using MesosOperator.Core.Agents;
using MesosOperator.Core.Master.Views;
using MesosOperator.Protocol.Mapping.Agents;
using MesosOperator.Protocol.Messages;
using MesosOperator.Protocol.Readable;

namespace MesosOperator.Http.Reading.State;

/// <summary>An agent as <c>/state</c> shows it.</summary>
internal static class AgentJson
{
    public static void Write(Utf8JsonWriter json, AgentView agent)
    {
        json.WriteStartObject();
        WriteProperties(json, agent);
        json.WriteEndObject();
    }

    /// <summary>The properties that every list of agents shows.</summary>
    public static void WriteProperties(Utf8JsonWriter json, AgentView agent)
    {
        json.WriteString("id", agent.Id.Value);
        json.WriteString("hostname", agent.Info.Hostname);
        json.WriteNumber("port", agent.Info.Port);
        WriteAttributes(json, agent);
        json.WriteString("pid", $"slave(1)@{agent.Info.Ip}:{agent.Info.Port}");
        json.WriteTime("registered_time", agent.RegisteredAt);
        json.WriteTime("reregistered_time", agent.ReregisteredAt);
        json.WriteResources("resources", agent.Total);
        json.WriteResources("used_resources", agent.Used);
        json.WriteResources("offered_resources", agent.Offered);
        json.WriteReservations(agent.Total);
        json.WriteBoolean("active", agent.IsActive);
        json.WriteBoolean("deactivated", agent.Duty.Mode != AgentMode.Active);
        json.WriteString("version", agent.Info.Version);
        json.WriteNames("capabilities", AgentCapabilityNames.ToWire(agent.Info.Capabilities)
            .Select(capability => WireNames.Of(StateNames.AgentCapability, (int)capability.Type)));
        json.WriteMessage("domain", AgentToWire.Domain(agent.Info));
        if (!agent.Duty.IsDrain)
            return;
        json.WriteMessage("drain_info", AgentToWire.Drain(agent.Duty));
        json.WriteTime("estimated_drain_start_time_seconds", agent.Duty.Since);
    }

    private static void WriteAttributes(Utf8JsonWriter json, AgentView agent)
    {
        json.WriteStartObject("attributes");
        foreach (var attribute in agent.Info.Attributes.DistinctBy(attribute => attribute.Name))
        {
            if (attribute.Number is { } number)
                json.WriteDecimal(attribute.Name, number);
            else
                json.WriteString(attribute.Name, attribute.Text ?? attribute.Ranges?.ToString() ?? attribute.Set?.ToString());
        }

        json.WriteEndObject();
    }
}

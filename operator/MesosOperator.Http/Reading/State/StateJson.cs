using System.Text.Json;
using MesosOperator.Core.Master.Views;
using MesosOperator.Http.Addresses;
using MesosOperator.Http.Answers;
using MesosOperator.Protocol.Mapping.Agents;
using MesosOperator.Protocol.Readable;
using MesosOperator.Runtime.Loop;

namespace MesosOperator.Http.Reading.State;

/// <summary>Everything, as <c>/state</c> shows it.</summary>
internal sealed class StateJson(MasterAddress address, FlagsJson flags, MasterProgress progress)
{
    public IEnumerable<Part> Write(Utf8JsonWriter json, MasterView view)
    {
        json.WriteStartObject();
        WriteMaster(json, view);
        flags.WriteProperty(json);
        json.WriteStartArray("slaves");
        foreach (var agent in view.Agents.Where(agent => !agent.IsRecovering))
        {
            AgentJson.Write(json, agent);
            yield return Part.Written;
        }

        json.WriteEndArray();
        json.WriteStartArray("recovered_slaves");
        foreach (var agent in view.Agents.Where(agent => agent.IsRecovering))
            json.WriteMessageValue(AgentToWire.Map(agent.Id, agent.Info));
        json.WriteEndArray();
        foreach (var part in FrameworkJson.WriteLists(json, view.Frameworks, view.CompletedFrameworks))
            yield return part;
        json.WriteStartArray("orphan_tasks");
        json.WriteEndArray();
        json.WriteStartArray("unregistered_frameworks");
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void WriteMaster(Utf8JsonWriter json, MasterView view)
    {
        var info = address.Info;
        VersionJson.WriteProperties(json);
        json.WriteTime("start_time", progress.StartedAt);
        json.WriteTime("elected_time", progress.StartedAt);
        json.WriteString("id", info.Id);
        json.WriteString("pid", info.Pid);
        json.WriteString("hostname", info.Hostname);
        json.WriteStartArray("capabilities");
        json.WriteEndArray();
        json.WriteDecimal("activated_slaves", view.Agents.Count(agent => agent.IsActive));
        json.WriteDecimal("deactivated_slaves", view.Agents.Count(agent => !agent.IsActive));
        json.WriteDecimal("unreachable_slaves", view.UnreachableAgents.Length);
        json.WriteString("leader", info.Pid);
        json.WriteStartObject("leader_info");
        json.WriteString("id", info.Id);
        json.WriteString("pid", info.Pid);
        json.WriteNumber("port", info.Port);
        json.WriteString("hostname", info.Hostname);
        json.WriteEndObject();
    }
}

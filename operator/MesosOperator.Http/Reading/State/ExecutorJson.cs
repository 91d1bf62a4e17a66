using System.Text.Json;
using MesosOperator.Core.Tasks;
using MesosOperator.Protocol.Mapping;
using MesosOperator.Protocol.Messages;
using MesosOperator.Protocol.Readable;
using Kind = MesosOperator.Protocol.Mesos.V1.ExecutorInfo.Types.Type;
using Wire = MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Http.Reading.State;

/// <summary>An executor of a framework as <c>/state</c> shows it.</summary>
internal static class ExecutorJson
{
    public static void Write(Utf8JsonWriter json, LaunchedExecutor executor)
    {
        var description = Payloads.Decode<Wire.ExecutorInfo>(executor.Info.Description);
        json.WriteStartObject();
        json.WriteString("executor_id", executor.Id.Value);
        json.WriteString("name", description.Name);
        json.WriteString("framework_id", executor.FrameworkId.Value);
        json.WriteString("slave_id", executor.AgentId.Value);
        json.WriteString("type", WireNames.Of(StateNames.ExecutorType, (int)(executor.Info.Kind == ExecutorKind.Default ? Kind.Default : Kind.Custom)));
        json.WriteString("role", executor.Role.Value);
        json.WriteResources("resources", executor.Resources);
        json.WriteMessage("command", description.Command);
        json.WriteMessage("container", description.Container);
        json.WriteMessage("discovery", description.Discovery);
        json.WriteLabels(description.Labels);
        json.WriteEndObject();
    }
}

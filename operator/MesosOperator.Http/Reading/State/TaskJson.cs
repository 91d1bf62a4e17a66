using System.Text.Json;
using MesosOperator.Core.Tasks;
using MesosOperator.Http.Answers;
using MesosOperator.Protocol.Mapping;
using MesosOperator.Protocol.Mapping.Tasks;
using MesosOperator.Protocol.Messages;
using Wire = MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Http.Reading.State;

/// <summary>A task as <c>/state</c> shows it; the tools that find services by it read labels, discovery and addresses.</summary>
internal static class TaskJson
{
    public static void Write(Utf8JsonWriter json, LaunchedTask task)
    {
        var description = Payloads.Decode<Wire.TaskInfo>(task.Info.Description);
        json.WriteStartObject();
        json.WriteString("id", task.Id.Value);
        json.WriteString("name", task.Info.Name);
        json.WriteString("framework_id", task.FrameworkId.Value);
        json.WriteString("executor_id", task.Info.ExecutorId?.Value ?? "");
        json.WriteString("slave_id", task.AgentId.Value);
        json.WriteString("state", NameOf(task.State));
        json.WriteResources("resources", task.Info.Resources);
        json.WriteString("role", task.Role.Value);
        json.WriteStartArray("statuses");
        foreach (var status in task.Statuses)
            Write(json, status);
        json.WriteEndArray();
        json.WriteLabels(description.Labels);
        json.WriteMessage("discovery", description.Discovery);
        json.WriteMessage("container", description.Container);
        json.WriteMessage("health_check", description.HealthCheck);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Core.Tasks.TaskStatus status)
    {
        json.WriteStartObject();
        json.WriteString("state", NameOf(status.State));
        json.WriteTime("timestamp", status.Timestamp);
        if (status.Details is not null)
        {
            var details = StatusToWire.Map(status);
            json.WriteLabels(details.Labels);
            json.WriteMessage("container_status", details.ContainerStatus);
        }

        if (status.Healthy is { } healthy)
            json.WriteBoolean("healthy", healthy);
        json.WriteEndObject();
    }

    private static string NameOf(TaskState state) => WireNames.Of(TaskStates.ToWire(state));
}

using System.Text.Json;
using MesosOperator.Core.Primitives;
using MesosOperator.Core.Resources;
using MesosOperator.Core.Tasks;
using MesosOperator.Http.Answers;
using MesosOperator.Protocol.Mapping;
using MesosOperator.Protocol.Mapping.Tasks;
using MesosOperator.Protocol.Messages;
using MesosOperator.Protocol.Readable;
using Wire = MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Http.Reading.State;

/// <summary>A task as <c>/state</c> shows it; the tools that find services by it read labels, discovery and addresses.</summary>
internal sealed class TaskJson
{
    private static readonly JsonEncodedText[] States = [.. Enum.GetValues<TaskState>().Select(state => JsonEncodedText.Encode(WireNames.Of(TaskStates.ToWire(state))))];
    private static readonly JsonEncodedText Id = JsonEncodedText.Encode("id");
    private static readonly JsonEncodedText Name = JsonEncodedText.Encode("name");
    private static readonly JsonEncodedText FrameworkId = JsonEncodedText.Encode("framework_id");
    private static readonly JsonEncodedText ExecutorId = JsonEncodedText.Encode("executor_id");
    private static readonly JsonEncodedText AgentId = JsonEncodedText.Encode("slave_id");
    private static readonly JsonEncodedText State = JsonEncodedText.Encode("state");
    private static readonly JsonEncodedText Role = JsonEncodedText.Encode("role");
    private static readonly JsonEncodedText Statuses = JsonEncodedText.Encode("statuses");

    private readonly JsonMemo<ResourceSet> _resources = new((json, resources) => json.WriteResources("resources", resources));
    private readonly JsonMemo<Payload> _descriptions = new(WriteDescription);

    /// <summary>For one answer: what tasks have in common is written once and copied from then on.</summary>
    public void Write(Utf8JsonWriter json, LaunchedTask task)
    {
        json.WriteStartObject();
        json.WriteString(Id, task.Id.Value);
        json.WriteString(Name, task.Info.Name);
        json.WriteString(FrameworkId, task.FrameworkId.Value);
        json.WriteString(ExecutorId, task.Info.ExecutorId?.Value ?? "");
        json.WriteString(AgentId, task.AgentId.Value);
        json.WriteString(State, States[(int)task.State]);
        _resources.Write(json, task.Info.Resources);
        json.WriteString(Role, task.Role.Value);
        json.WriteStartArray(Statuses);
        foreach (var status in task.Statuses)
            Write(json, status);
        json.WriteEndArray();
        _descriptions.Write(json, task.Info.Description);
        json.WriteEndObject();
    }

    private static void WriteDescription(Utf8JsonWriter json, Payload encoded)
    {
        var description = Payloads.Decode<Wire.TaskInfo>(encoded);
        json.WriteLabels(description.Labels);
        json.WriteMessage("discovery", description.Discovery);
        json.WriteMessage("container", description.Container);
        json.WriteMessage("health_check", description.HealthCheck);
    }

    private static void Write(Utf8JsonWriter json, Core.Tasks.TaskStatus status)
    {
        json.WriteStartObject();
        json.WriteString(State, States[(int)status.State]);
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
}

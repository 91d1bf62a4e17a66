using System.Text.Json;
using MesosOperator.AgentRuntime.Pictures;
using MesosOperator.Protocol.Messages;
using MesosOperator.Protocol.Readable;

namespace MesosOperator.AgentRuntime.Seeing;

/// <summary>A task as <c>/state</c> of an agent shows it; of its statuses the newest.</summary>
internal static class TaskJson
{
    public static void Write(Utf8JsonWriter json, RunPicture run, TaskPicture task)
    {
        json.WriteStartObject();
        json.WriteString("id", task.Info.TaskId.Value);
        json.WriteString("name", task.Info.Name);
        json.WriteString("framework_id", run.Launch.Key.FrameworkId);
        json.WriteString("executor_id", run.IsCommand ? "" : run.Launch.ExecutorId);
        json.WriteString("slave_id", run.Launch.AgentId);
        json.WriteString("state", WireNames.Of(task.State));
        json.WriteResources("resources", StateJson.Sum(task.Info.Resources));
        json.WriteString("role", run.Launch.AllocationRole);
        json.WriteStartArray("statuses");
        if (task.Latest is { } status)
            Write(json, status);
        json.WriteEndArray();
        json.WriteLabels(task.Info.Labels);
        json.WriteMessage("discovery", task.Info.Discovery);
        json.WriteMessage("container", task.Info.Container);
        json.WriteMessage("health_check", task.Info.HealthCheck);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, TaskStatus status)
    {
        json.WriteStartObject();
        json.WriteString("state", WireNames.Of(status.State));
        json.WriteDecimal("timestamp", status.Timestamp);
        json.WriteLabels(status.Labels);
        json.WriteMessage("container_status", status.ContainerStatus);
        if (status.HasHealthy)
            json.WriteBoolean("healthy", status.Healthy);
        json.WriteEndObject();
    }
}

using MesosOperator.Core.Tasks;
using MesosOperator.Protocol.Mapping.Resources;
using Wire = MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Protocol.Mapping.Tasks;

/// <summary>A task with its history, as operators read it.</summary>
public static class TaskToWire
{
    /// <summary>Maps a task.</summary>
    public static Wire.Task Map(LaunchedTask task)
    {
        ArgumentNullException.ThrowIfNull(task);
        var description = Payloads.Decode<Wire.TaskInfo>(task.Info.Description);
        var mapped = new Wire.Task
        {
            Name = task.Info.Name,
            TaskId = new Wire.TaskID { Value = task.Id.Value },
            FrameworkId = new Wire.FrameworkID { Value = task.FrameworkId.Value },
            ExecutorId = task.Info.ExecutorId is { } executor ? new Wire.ExecutorID { Value = executor.Value } : null,
            AgentId = new Wire.AgentID { Value = task.AgentId.Value },
            State = TaskStates.ToWire(task.State),
            Resources = { ResourcesToWire.Unallocated(task.Info.Resources) },
            Statuses = { task.Statuses.Select(StatusToWire.Map) },
            Labels = description.Labels,
            Discovery = description.Discovery,
            Container = description.Container,
            HealthCheck = description.HealthCheck,
            KillPolicy = description.KillPolicy,
            Limits = { description.Limits },
        };
        foreach (var resource in mapped.Resources)
        {
            resource.AllocationInfo = new Wire.Resource.Types.AllocationInfo { Role = task.Role.Value };
        }

        AddForwarded(task, mapped);
        if (description.Command is { HasUser: true, User: var user })
        {
            mapped.User = user;
        }

        return mapped;
    }

    /// <summary>What its framework was told last, and what it has yet to acknowledge.</summary>
    private static void AddForwarded(LaunchedTask task, Wire.Task mapped)
    {
        if (!task.Statuses.IsEmpty)
        {
            mapped.StatusUpdateState = TaskStates.ToWire(task.ForwardedState);
        }

        if (task.UnacknowledgedUpdate is { } update)
        {
            mapped.StatusUpdateUuid = UpdateIds.ToWire(update);
        }
    }
}

using MesosOperator.Core.Primitives;
using MesosOperator.Core.Resources;
using MesosOperator.Core.Roles;
using MesosOperator.Core.Tasks;
using MesosOperator.Protocol.Mapping.Resources;
using Wire = MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Protocol.Mapping.Tasks;

/// <summary>A task with its history, as operators read it: what is its own, and what it has in common with others.</summary>
public static class TaskToWire
{
    /// <summary>Maps a task.</summary>
    public static Wire.Task Map(LaunchedTask task)
    {
        ArgumentNullException.ThrowIfNull(task);
        var mapped = Common(task.Info.Resources, task.Role, task.Info.Description);
        AddOwn(task, mapped);
        return mapped;
    }

    /// <summary>What many tasks of a framework have in common.</summary>
    internal static Wire.Task Common(ResourceSet resources, RoleName role, Payload description)
    {
        var described = Payloads.Decode<Wire.TaskInfo>(description);
        var mapped = new Wire.Task
        {
            Resources = { ResourcesToWire.Unallocated(resources) },
            Labels = described.Labels,
            Discovery = described.Discovery,
            Container = described.Container,
            HealthCheck = described.HealthCheck,
            KillPolicy = described.KillPolicy,
            Limits = { described.Limits },
        };
        foreach (var resource in mapped.Resources)
        {
            resource.AllocationInfo = new Wire.Resource.Types.AllocationInfo { Role = role.Value };
        }

        if (described.Command is { HasUser: true, User: var user })
        {
            mapped.User = user;
        }

        return mapped;
    }

    /// <summary>Sets what is the task's own: ids, state and history.</summary>
    internal static void AddOwn(LaunchedTask task, Wire.Task mapped)
    {
        mapped.Name = task.Info.Name;
        (mapped.TaskId ??= new()).Value = task.Id.Value;
        (mapped.FrameworkId ??= new()).Value = task.FrameworkId.Value;
        (mapped.AgentId ??= new()).Value = task.AgentId.Value;
        mapped.ExecutorId = task.Info.ExecutorId is { } executor ? new Wire.ExecutorID { Value = executor.Value } : null;
        mapped.State = TaskStates.ToWire(task.State);
        mapped.Statuses.Clear();
        mapped.ClearStatusUpdateState();
        mapped.ClearStatusUpdateUuid();
        foreach (var status in task.Statuses)
        {
            mapped.Statuses.Add(StatusToWire.Map(status));
        }

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

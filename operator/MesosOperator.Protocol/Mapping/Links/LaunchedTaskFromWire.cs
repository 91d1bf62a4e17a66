using System.Collections.Immutable;
using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Tasks;
using MesosOperator.Protocol.Mapping.Resources;
using MesosOperator.Protocol.Mapping.Tasks;
using Wire = MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Protocol.Mapping.Links;

/// <summary>A task as an agent remembers it.</summary>
internal static class LaunchedTaskFromWire
{
    /// <summary>Maps a task; its framework tells the role where the resources do not.</summary>
    public static MappedTask Map(Wire.Task task, FrameworkInfo? framework, ExecutorsFromLink executors)
    {
        var resources = ResourcesFromWire.Map(task.Resources);
        var id = new TaskId(task.TaskId.Value);
        var info = new TaskInfo(id, task.Name, new AgentId(task.AgentId.Value), resources.Resources, Payloads.Encode(Description(task)))
        {
            AllocationRole = resources.AllocationRole,
            Executor = executors.Of(task),
            ExecutorId = task.ExecutorId is { Value.Length: > 0 } executor ? new ExecutorId(executor.Value) : null,
        };
        var launched = new LaunchedTask(info, new FrameworkId(task.FrameworkId.Value), resources.AllocationRole ?? ExecutorsFromLink.RoleOf(framework))
        {
            State = TaskStates.FromWire(task.State),
            ForwardedState = task.HasStatusUpdateState ? TaskStates.FromWire(task.StatusUpdateState) : TaskStates.FromWire(task.State),
            UnacknowledgedUpdate = task.HasStatusUpdateUuid ? UpdateIds.FromWire(task.StatusUpdateUuid) : null,
            Statuses = [.. task.Statuses.TakeLast(LaunchedTask.MaxStatuses).Select(StatusFromWire.Map)],
        };
        return new(launched, resources.Problem is { } problem ? $"Task {id} has invalid resources: {problem}" : null);
    }

    /// <summary>
    /// What is left of the description that the framework once gave, without what the core knows by itself: so it is the same for
    /// many tasks, which then keep it once.
    /// </summary>
    private static Wire.TaskInfo Description(Wire.Task task) => new()
    {
        Labels = task.Labels,
        Discovery = task.Discovery,
        Container = task.Container,
        HealthCheck = task.HealthCheck,
        KillPolicy = task.KillPolicy,
        Limits = { task.Limits },
    };
}

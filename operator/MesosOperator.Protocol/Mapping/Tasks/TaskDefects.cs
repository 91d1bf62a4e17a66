using MesosOperator.Core.Partitions;
using MesosOperator.Protocol.Mapping.Labels;
using Wire = MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Protocol.Mapping.Tasks;

/// <summary>
/// What can be wrong with a task apart from its id, agent and resources: what the core does not look into
/// (semantics 3.7, cases K06 to K14). The words are for the framework's log.
/// </summary>
internal static class TaskDefects
{
    /// <summary>The first fault of a task that is launched for itself, or null.</summary>
    public static string? Find(Wire.TaskInfo task) =>
        (task.Command is null) == (task.Executor is null)
            ? "Task should have at least one (but not both) of CommandInfo or ExecutorInfo present"
            : Common(task)
                ?? (SharesNoCgroups(task.Container) ? "Only tasks in a task group may have 'share_cgroups' set to 'false'" : null)
                ?? (task.Executor is null ? null : ExecutorDefects.Find(task.Executor));

    /// <summary>The first fault of a task in a group, or null (case K15).</summary>
    public static string? FindInGroup(Wire.TaskInfo task, Wire.ExecutorInfo executor)
    {
        if (task.Executor is not null && !task.Executor.Equals(executor))
        {
            return "The 'ExecutorInfo' of task is different from the executor of the group";
        }

        if (task.Container?.Type == Wire.ContainerInfo.Types.Type.Docker)
        {
            return "Docker ContainerInfo is not supported on the task";
        }

        return task.Container?.NetworkInfos.Count > 0 && IsRemote(task)
            ? "HTTP and TCP health checks are not supported for nested containers not joining parent's network"
            : Common(task);
    }

    /// <summary>Whether the container wants cgroups of its own, which only tasks of a group may.</summary>
    internal static bool SharesNoCgroups(Wire.ContainerInfo? container) => container?.LinuxInfo is { HasShareCgroups: true, ShareCgroups: false };

    private static string? Common(Wire.TaskInfo task) =>
        (task.KillPolicy?.GracePeriod?.Nanoseconds < 0 ? "Task's 'kill_policy.grace_period' must be non-negative" : null)
        ?? (task.MaxCompletionTime?.Nanoseconds < 0 ? "Task's 'max_completion_time' must be non-negative" : null)
        ?? CheckDefects.Find(task)
        ?? Prefixed("Task's `CommandInfo` is invalid: ", task.Command is null ? null : CommandDefects.Find(task.Command))
        ?? Prefixed("Task's `ContainerInfo` is invalid: ", task.Container is null ? null : ContainerDefects.Find(task.Container))
        ?? Prefixed("Task's labels are invalid: ", PartitionPolicy.Read(LabelsFromWire.Map(task.Labels)).Problem)
        ?? LimitDefects.Find(task);

    private static bool IsRemote(Wire.TaskInfo task) =>
        task.HealthCheck is { Type: Wire.HealthCheck.Types.Type.Http or Wire.HealthCheck.Types.Type.Tcp };

    private static string? Prefixed(string prefix, string? defect) => defect is null ? null : prefix + defect;
}

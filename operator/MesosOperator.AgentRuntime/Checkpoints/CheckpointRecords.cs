using Google.Protobuf;
using MesosOperator.AgentRuntime.Tasks;
using MesosOperator.Core.Primitives;
using MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.AgentRuntime.Checkpoints;

/// <summary>Makes records.</summary>
internal static class CheckpointRecords
{
    public static Record Booted(string bootId) => new() { Booted = new() { BootId = bootId } };

    public static Record Registered(string agentId, long epoch) => new() { Registered = new() { AgentId = agentId, Epoch = epoch } };

    public static Record Kept(IEnumerable<Resource> resources) => new() { Kept = new() { Resources = { resources } } };

    public static Record Launched(TaskLaunch launch)
    {
        var launched = new Record.Types.Launched
        {
            AgentId = launch.AgentId,
            Framework = launch.Framework,
            Task = launch.Task,
            AllocationRole = launch.AllocationRole,
            ContainerId = launch.ContainerId,
            Sandbox = launch.Sandbox,
        };
        if (launch.Member is { } member)
            (launched.Executor, launched.GroupId) = (member.Executor, member.GroupId);
        else if (launch.Executor is { } executor)
            (launched.Executor, launched.IsExecutor) = (executor, true);
        else if (launch.RunBy is { } runner)
            launched.Executor = runner;
        return new Record { Launched = launched };
    }

    /// <param name="task">Whose update it is.</param>
    /// <param name="status">The update.</param>
    /// <param name="runningSince">When the task began to run, where earlier records do not say so.</param>
    public static Record Updated(TaskKey task, TaskStatus status, Instant? runningSince = null)
    {
        var updated = new Record.Types.Updated { FrameworkId = task.FrameworkId, Status = status };
        if (runningSince is { } since)
            updated.RunningSince = since.ToSeconds();
        return new() { Updated = updated };
    }

    public static Record Acknowledged(TaskKey task, ReadOnlySpan<byte> uuid) =>
        new() { Acknowledged = new() { FrameworkId = task.FrameworkId, TaskId = task.TaskId, Uuid = ByteString.CopyFrom(uuid) } };

    public static Record Killed(TaskKey task, EndCause cause) =>
        new() { Killed = new() { FrameworkId = task.FrameworkId, TaskId = task.TaskId, Cause = cause.ToString() } };

    public static Record Muted(TaskKey task) => new() { Muted = new() { FrameworkId = task.FrameworkId, TaskId = task.TaskId } };

    public static Record Removed(TaskKey task) => new() { Removed = new() { FrameworkId = task.FrameworkId, TaskId = task.TaskId } };
}

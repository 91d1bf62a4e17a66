using Google.Protobuf;
using MesosOperator.AgentRuntime.Tasks;
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
        return new Record { Launched = launched };
    }

    public static Record Updated(TaskKey task, TaskStatus status) => new() { Updated = new() { FrameworkId = task.FrameworkId, Status = status } };

    public static Record Acknowledged(TaskKey task, ReadOnlySpan<byte> uuid) =>
        new() { Acknowledged = new() { FrameworkId = task.FrameworkId, TaskId = task.TaskId, Uuid = ByteString.CopyFrom(uuid) } };

    public static Record Killed(TaskKey task, EndCause cause) =>
        new() { Killed = new() { FrameworkId = task.FrameworkId, TaskId = task.TaskId, Cause = cause.ToString() } };

    public static Record Muted(TaskKey task) => new() { Muted = new() { FrameworkId = task.FrameworkId, TaskId = task.TaskId } };

    public static Record Removed(TaskKey task) => new() { Removed = new() { FrameworkId = task.FrameworkId, TaskId = task.TaskId } };
}

using Google.Protobuf;
using MesosOperator.AgentRuntime.Executors;
using MesosOperator.AgentRuntime.Health;
using MesosOperator.AgentRuntime.Identity;
using MesosOperator.AgentRuntime.Tasks;
using MesosOperator.Core.Primitives;
using MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.AgentRuntime.Agents;

/// <summary>Writes the status messages of tasks, as a Mesos agent and its command executor write them.</summary>
internal sealed class StatusWriter(AgentIdentity identity, UuidSource uuids)
{
    /// <summary>A status of a task that runs or ran here.</summary>
    public TaskStatus Write(TaskEntry entry, TaskReport report, Instant now)
    {
        var status = Write(entry.Launch.Key.TaskId, entry.Launch.AgentId, report, now);
        status.ExecutorId = new ExecutorID { Value = entry.Launch.ExecutorId };
        status.ContainerStatus = new ContainerStatus
        {
            ContainerId = ContainerOf(entry.Launch.ContainerId),
            NetworkInfos = { entry.Networks.Count > 0 ? entry.Networks : [identity.Network] },
        };
        if (entry.Pid is { } pid)
            status.ContainerStatus.ExecutorPid = (uint)pid;
        if (entry.Launch.Task.Check is { } check)
            status.CheckStatus = report.CheckStatus ?? CheckStatuses.Empty(check);
        return status;
    }

    /// <summary>A status of a task that never came to run here.</summary>
    public TaskStatus Write(string taskId, string agentId, TaskReport report, Instant now)
    {
        var status = new TaskStatus
        {
            TaskId = new TaskID { Value = taskId },
            State = report.State,
            Source = report.Source,
            AgentId = new AgentID { Value = agentId },
            Timestamp = now.ToSeconds(),
            Uuid = ByteString.CopyFrom(UuidSource.Bytes(uuids.Next())),
        };
        if (report.Message is { } message)
            status.Message = message;
        if (report.Reason is { } reason)
            status.Reason = reason;
        if (report.Healthy is { } healthy)
            status.Healthy = healthy;
        if (report.Exceeded is { } exceeded)
            status.Limitation = new TaskResourceLimitation { Resources = { Megabytes(exceeded.Resource, exceeded.Bytes) } };
        return status;
    }

    /// <summary>A status of a task that an executor of its framework has or had, as the agent tells it.</summary>
    public TaskStatus Write(ExecutorEntry executor, string taskId, TaskReport report, Instant now) =>
        Complete(executor, Write(taskId, executor.Launch.AgentId, report, now), now);

    /// <summary>Adds what the agent knows to a status that an executor has told.</summary>
    public TaskStatus Complete(ExecutorEntry executor, TaskStatus said, Instant now)
    {
        var status = new TaskStatus(said) { AgentId = new AgentID { Value = executor.Launch.AgentId }, ExecutorId = executor.Info.ExecutorId };
        if (!status.HasTimestamp)
            status.Timestamp = now.ToSeconds();
        status.ContainerStatus ??= new ContainerStatus();
        status.ContainerStatus.ContainerId ??= new ContainerID { Value = executor.Launch.ContainerId };
        if (status.ContainerStatus.NetworkInfos.Count == 0)
            status.ContainerStatus.NetworkInfos.Add(identity.Network);
        if (executor.Pid is { } pid)
            status.ContainerStatus.ExecutorPid = (uint)pid;
        return status;
    }

    /// <summary>A nested one names what it is within.</summary>
    private static ContainerID ContainerOf(string id) => id.LastIndexOf('.') is > 0 and var at
        ? new ContainerID { Value = id[(at + 1)..], Parent = ContainerOf(id[..at]) }
        : new ContainerID { Value = id };

    private static Resource Megabytes(string name, long bytes) => new()
    {
        Name = name,
        Type = Value.Types.Type.Scalar,
        Scalar = new Value.Types.Scalar { Value = bytes / (double)(1 << 20) },
    };
}

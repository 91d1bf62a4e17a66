using MesosOperator.Core.Tasks;
using Wire = MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Protocol.Mapping.Tasks;

/// <summary>A report on a task, to a framework.</summary>
public static class StatusToWire
{
    /// <summary>Maps a report.</summary>
    public static Wire.TaskStatus Map(Core.Tasks.TaskStatus status)
    {
        ArgumentNullException.ThrowIfNull(status);
        var mapped = status.Details is null ? new Wire.TaskStatus() : Payloads.Decode<Wire.TaskStatus>(status.Details);
        mapped.TaskId = new Wire.TaskID { Value = status.TaskId.Value };
        mapped.State = TaskStates.ToWire(status.State);
        mapped.Source = Source(status.Source);
        mapped.Timestamp = status.Timestamp.ToSeconds();
        mapped.AgentId = status.AgentId is { } agent ? new Wire.AgentID { Value = agent.Value } : null;
        mapped.ExecutorId = status.ExecutorId is { } executor ? new Wire.ExecutorID { Value = executor.Value } : null;
        mapped.UnreachableTime = status.UnreachableSince is { } since ? Instants.ToWire(since) : null;
        if (status.Reason is { } reason)
        {
            mapped.Reason = StatusReasons.ToWire(reason);
        }

        if (status.Message is { } message)
        {
            mapped.Message = message;
        }

        if (status.UpdateId is { } update)
        {
            mapped.Uuid = UpdateIds.ToWire(update);
        }

        if (status.Healthy is { } healthy)
        {
            mapped.Healthy = healthy;
        }

        return mapped;
    }

    private static Wire.TaskStatus.Types.Source Source(StatusSource source) => source switch
    {
        StatusSource.Master => Wire.TaskStatus.Types.Source.Master,
        StatusSource.Agent => Wire.TaskStatus.Types.Source.Agent,
        _ => Wire.TaskStatus.Types.Source.Executor,
    };
}

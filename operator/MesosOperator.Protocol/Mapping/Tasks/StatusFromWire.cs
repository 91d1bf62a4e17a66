using MesosOperator.Core.Identity;
using MesosOperator.Core.Primitives;
using MesosOperator.Core.Tasks;
using Wire = MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Protocol.Mapping.Tasks;

/// <summary>A report on a task, from an agent.</summary>
public static class StatusFromWire
{
    /// <summary>Maps a report. What the core does not look into is kept encoded.</summary>
    public static Core.Tasks.TaskStatus Map(Wire.TaskStatus status)
    {
        ArgumentNullException.ThrowIfNull(status);
        return new(new TaskId(status.TaskId.Value), TaskStates.FromWire(status.State), Source(status))
        {
            Reason = status.HasReason ? StatusReasons.FromWire(status.Reason) : null,
            Message = status.HasMessage ? status.Message : null,
            AgentId = status.AgentId is { } agent ? new AgentId(agent.Value) : null,
            ExecutorId = status.ExecutorId is { } executor ? new ExecutorId(executor.Value) : null,
            Timestamp = Instant.FromSeconds(status.Timestamp),
            UpdateId = status.HasUuid ? UpdateIds.FromWire(status.Uuid) : null,
            Healthy = status.HasHealthy ? status.Healthy : null,
            UnreachableSince = status.UnreachableTime is { } time ? Instants.FromWire(time) : null,
            Details = Details(status),
        };
    }

    private static StatusSource Source(Wire.TaskStatus status) => status.Source switch
    {
        Wire.TaskStatus.Types.Source.Executor when status.HasSource => StatusSource.Executor,
        Wire.TaskStatus.Types.Source.Master when status.HasSource => StatusSource.Master,
        _ => StatusSource.Agent,
    };

    private static Payload? Details(Wire.TaskStatus status)
    {
        var rest = status.Clone();
        rest.TaskId = null;
        rest.ClearState();
        rest.ClearSource();
        rest.ClearReason();
        rest.ClearMessage();
        rest.AgentId = null;
        rest.ExecutorId = null;
        rest.ClearTimestamp();
        rest.ClearUuid();
        rest.ClearHealthy();
        rest.UnreachableTime = null;
        return rest.CalculateSize() == 0 ? null : Payloads.Encode(rest);
    }
}

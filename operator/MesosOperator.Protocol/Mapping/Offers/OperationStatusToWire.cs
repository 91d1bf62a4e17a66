using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Offers;
using MesosOperator.Core.Roles;
using MesosOperator.Protocol.Mapping.Resources;
using MesosOperator.Protocol.Mapping.Tasks;
using Wire = MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Protocol.Mapping.Offers;

/// <summary>Reports on operations as frameworks read them.</summary>
public static class OperationStatusToWire
{
    /// <summary>Maps a report in the form that the framework's capabilities ask for.</summary>
    public static Wire.OperationStatus Map(OperationStatus status, FrameworkCapabilities capabilities)
    {
        ArgumentNullException.ThrowIfNull(status);
        var mapped = new Wire.OperationStatus
        {
            OperationId = new Wire.OperationID { Value = status.OperationId.Value },
            State = State(status.State),
            AgentId = status.AgentId is { } agent ? new Wire.AgentID { Value = agent.Value } : null,
            ConvertedResources = { ResourcesToWire.ForFramework(status.Converted, status.Role ?? RoleName.Any, capabilities) },
            Uuid = status.UpdateId is { } update ? new Wire.UUID { Value = UpdateIds.ToWire(update) } : null,
        };
        if (status.Message is { } message)
        {
            mapped.Message = message;
        }

        return mapped;
    }

    /// <summary>An operation that its framework has named, as operators read it; what it made is in its status.</summary>
    public static Wire.Operation Operation(FrameworkId framework, OperationStatus status)
    {
        var latest = Map(status, FrameworkCapabilities.ReservationRefinement | FrameworkCapabilities.MultiRole);
        return new()
        {
            FrameworkId = new Wire.FrameworkID { Value = framework.Value },
            AgentId = latest.AgentId,
            Info = new Wire.Offer.Types.Operation { Id = latest.OperationId },
            LatestStatus = latest,
            Statuses = { latest },
            Uuid = latest.Uuid ?? new Wire.UUID { Value = Google.Protobuf.ByteString.Empty },
        };
    }

    private static Wire.OperationState State(OperationState state) => state switch
    {
        OperationState.Pending => Wire.OperationState.OperationPending,
        OperationState.Finished => Wire.OperationState.OperationFinished,
        OperationState.Failed => Wire.OperationState.OperationFailed,
        OperationState.Error => Wire.OperationState.OperationError,
        OperationState.Dropped => Wire.OperationState.OperationDropped,
        OperationState.Unreachable => Wire.OperationState.OperationUnreachable,
        OperationState.GoneByOperator => Wire.OperationState.OperationGoneByOperator,
        OperationState.Recovering => Wire.OperationState.OperationRecovering,
        _ => Wire.OperationState.OperationUnknown,
    };
}

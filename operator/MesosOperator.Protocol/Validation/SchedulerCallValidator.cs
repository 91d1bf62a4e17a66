using MesosOperator.Protocol.Mesos.V1;
using MesosOperator.Protocol.Mesos.V1.Scheduler;

namespace MesosOperator.Protocol.Validation;

/// <summary>
/// What a scheduler call must hold before anything is known of the framework. The messages are those of a
/// Mesos master, because some clients show them to their users.
/// </summary>
public static class SchedulerCallValidator
{
    private const int UuidLength = 16;

    /// <summary>The text of the 400 answer, or null when the call is well formed.</summary>
    public static string? Validate(Call call)
    {
        ArgumentNullException.ThrowIfNull(call);
        return Fault(call) is { } fault ? "Failed to validate scheduler::Call: " + fault : null;
    }

    private static string? Fault(Call call)
    {
        if (!call.HasType)
        {
            return Absent("type");
        }

        if (call.Type == Call.Types.Type.Subscribe)
        {
            return call.Subscribe is null ? Absent("subscribe")
                : Differ(call.FrameworkId, call.Subscribe.FrameworkInfo.Id, "subscribe");
        }

        return call.FrameworkId is null ? Absent("framework_id") : FaultInside(call);
    }

    private static string? FaultInside(Call call) => call.Type switch
    {
        Call.Types.Type.Accept => Require(call.Accept, "accept"),
        Call.Types.Type.Decline => Require(call.Decline, "decline"),
        Call.Types.Type.AcceptInverseOffers => Require(call.AcceptInverseOffers, "accept_inverse_offers"),
        Call.Types.Type.DeclineInverseOffers => Require(call.DeclineInverseOffers, "decline_inverse_offers"),
        Call.Types.Type.Kill => Require(call.Kill, "kill"),
        Call.Types.Type.Shutdown => Require(call.Shutdown, "shutdown"),
        Call.Types.Type.Acknowledge => Require(call.Acknowledge, "acknowledge")
            ?? NotUuid(call.Acknowledge.Uuid.Length),
        Call.Types.Type.AcknowledgeOperationStatus =>
            Require(call.AcknowledgeOperationStatus, "acknowledge_operation_status")
            ?? NotUuid(call.AcknowledgeOperationStatus.Uuid.Length)
            ?? Require(call.AcknowledgeOperationStatus.AgentId, "agent_id"),
        Call.Types.Type.Reconcile => Require(call.Reconcile, "reconcile"),
        Call.Types.Type.ReconcileOperations => Require(call.ReconcileOperations, "reconcile_operations"),
        Call.Types.Type.Message => Require(call.Message, "message"),
        Call.Types.Type.Request => Require(call.Request, "request"),
        Call.Types.Type.UpdateFramework => Require(call.UpdateFramework, "update_framework")
            ?? Differ(call.FrameworkId, call.UpdateFramework.FrameworkInfo.Id, "update_framework"),
        // Teardown, revive and suppress need nothing more; an unknown type is not a fault of form.
        _ => null,
    };

    private static string? Require(object? field, string name) => field is null ? Absent(name) : null;

    private static string Absent(string name) => $"Expecting '{name}' to be present";

    private static string? NotUuid(int length) => length == UuidLength ? null : "Not a valid UUID";

    /// <summary>An id that holds an empty text counts as absent.</summary>
    private static string? Differ(FrameworkID? outer, FrameworkID? inner, string call) =>
        (outer?.Value ?? "") == (inner?.Value ?? "")
            ? null
            : $"'framework_id' differs from '{call}.framework_info.id'";
}

using MesosOperator.Core.Maintenance;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Offers;

namespace MesosOperator.Runtime.Metrics;

/// <summary>How Mesos counts what comes in: <c>master/messages_…</c> (semantics 3.17), and <c>calls/…</c> of a framework.</summary>
internal static class MessageNames
{
    /// <summary>All that are counted.</summary>
    public static readonly string[] All =
    [
        "authenticate", "deactivate_framework", "decline_offers", "executor_to_framework", "exited_executor", "framework_to_executor", "kill_task", "launch_tasks",
        "operation_status_update", "operation_status_update_acknowledgement", "reconcile_operations", "reconcile_tasks",
        "register_framework", "register_slave", "reregister_framework", "reregister_slave", "resource_request", "revive_offers",
        "status_update", "status_update_acknowledgement", "suppress_offers", "unregister_framework", "unregister_slave", "update_slave",
    ];

    /// <summary>The name among <see cref="All"/>, or null where Mesos has none.</summary>
    public static string? Of(Command command) => command switch
    {
        SubscriptionCommand.Subscribe { Info.Id: null } => "register_framework",
        SubscriptionCommand.Subscribe => "reregister_framework",
        FrameworkCommand.TearDown => "unregister_framework",
        FrameworkCommand.Accept => "launch_tasks",
        FrameworkCommand.Decline => "decline_offers",
        FrameworkCommand.Revive => "revive_offers",
        FrameworkCommand.Suppress => "suppress_offers",
        FrameworkCommand.Kill => "kill_task",
        FrameworkCommand.Acknowledge => "status_update_acknowledgement",
        FrameworkCommand.Reconcile => "reconcile_tasks",
        FrameworkCommand.Message => "framework_to_executor",
        FrameworkCommand.AcknowledgeOperation => "operation_status_update_acknowledgement",
        FrameworkCommand.ReconcileOperations => "reconcile_operations",
        FrameworkCommand.StateDemand => "resource_request",
        AgentCommand fromAgent => Of(fromAgent),
        _ => null,
    };

    /// <summary>The name of a framework's call, as below <c>calls/</c>; null where the call is not counted by type.</summary>
    public static string? OfCall(FrameworkCommand call) => call switch
    {
        FrameworkCommand.TearDown => "teardown",
        FrameworkCommand.Accept => "accept",
        FrameworkCommand.Decline => "decline",
        FrameworkCommand.AnswerInverseOffers { Answer: InverseAnswer.Accept } => "accept_inverse_offers",
        FrameworkCommand.AnswerInverseOffers => "decline_inverse_offers",
        FrameworkCommand.Revive => "revive",
        FrameworkCommand.Suppress => "suppress",
        FrameworkCommand.Kill => "kill",
        FrameworkCommand.Acknowledge => "acknowledge",
        FrameworkCommand.Reconcile => "reconcile",
        FrameworkCommand.Message => "message",
        FrameworkCommand.ShutDownExecutor => "shutdown",
        FrameworkCommand.AcknowledgeOperation => "acknowledge_operation_status",
        FrameworkCommand.ReconcileOperations => "reconcile_operations",
        FrameworkCommand.Update => "update_framework",
        FrameworkCommand.StateDemand => "request",
        _ => null,
    };

    /// <summary>The name of an operation, as below <c>operations/</c>; null for one that is none of Mesos.</summary>
    public static string? OfOperation(OfferOperation operation) => operation switch
    {
        OfferOperation.Launch => "launch",
        OfferOperation.LaunchGroup => "launch_group",
        ResourceOperation.Reserve => "reserve",
        ResourceOperation.Unreserve => "unreserve",
        ResourceOperation.Create => "create",
        ResourceOperation.Destroy => "destroy",
        ResourceOperation.Grow => "grow_volume",
        ResourceOperation.Shrink => "shrink_volume",
        ResourceOperation.Unsupported unsupported => unsupported.Name.ToLowerInvariant(),
        _ => null,
    };

    private static string? Of(AgentCommand command) => command switch
    {
        AgentCommand.Register => "register_slave",
        AgentCommand.Reregister => "reregister_slave",
        AgentCommand.Leave => "unregister_slave",
        AgentCommand.ReportUpdate => "status_update",
        AgentCommand.ReportExecutorEnd => "exited_executor",
        AgentCommand.Message => "executor_to_framework",
        _ => null,
    };
}

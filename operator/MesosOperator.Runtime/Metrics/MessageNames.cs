using MesosOperator.Core.Master.Commands;

namespace MesosOperator.Runtime.Metrics;

/// <summary>How Mesos counts what comes in: <c>master/messages_…</c> (semantics 3.17), and <c>calls/…</c> of a framework.</summary>
internal static class MessageNames
{
    /// <summary>All that are counted.</summary>
    public static readonly string[] All =
    [
        "decline_offers", "executor_to_framework", "exited_executor", "framework_to_executor", "kill_task", "launch_tasks",
        "reconcile_tasks", "register_framework", "register_slave", "reregister_framework", "reregister_slave", "revive_offers",
        "status_update", "status_update_acknowledgement", "suppress_offers", "unregister_framework", "unregister_slave",
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
        AgentCommand fromAgent => Of(fromAgent),
        _ => null,
    };

    /// <summary>The name of a framework's call, as below <c>calls/</c>; null where the call is not counted by type.</summary>
    public static string? OfCall(FrameworkCommand call) => call switch
    {
        FrameworkCommand.TearDown => "teardown",
        FrameworkCommand.Accept => "accept",
        FrameworkCommand.Decline => "decline",
        FrameworkCommand.Revive => "revive",
        FrameworkCommand.Suppress => "suppress",
        FrameworkCommand.Kill => "kill",
        FrameworkCommand.Acknowledge => "acknowledge",
        FrameworkCommand.Reconcile => "reconcile",
        FrameworkCommand.Message => "message",
        FrameworkCommand.ShutDownExecutor => "shutdown",
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

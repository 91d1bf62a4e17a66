using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Master.Events;
using MesosOperator.Core.Master.State;
using MesosOperator.Core.Offers;

namespace MesosOperator.Core.Master.Decisions;

/// <summary>What frameworks hear of operations that they named, until they have acknowledged (semantics 3.10, cases C08 and P14).</summary>
internal static class OperationDecisions
{
    /// <summary>As agents send updates of tasks again: after 10 s, doubling up to 10 min (semantics 3.16).</summary>
    public static readonly TimeSpan FirstReminder = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan LongestReminder = TimeSpan.FromMinutes(10);

    public static void Decide(MasterState state, FrameworkCommand call, List<MasterEvent> events)
    {
        var framework = state.Frameworks[call.FrameworkId];
        switch (call)
        {
            case FrameworkCommand.AcknowledgeOperation seen when framework.Operations.Find(seen.OperationId)?.Status.UpdateId == seen.UpdateId:
                events.Add(new OperationEvent.Acknowledged(framework.Id, seen.OperationId));
                break;
            case FrameworkCommand.ReconcileOperations { Operations.IsEmpty: true }:
                foreach (var operation in framework.Operations.Values)
                    events.Add(new OperationEvent.Told(framework.Id, operation.Status with { UpdateId = null }));
                break;
            case FrameworkCommand.ReconcileOperations reconcile:
                foreach (var query in reconcile.Operations)
                    events.Add(new OperationEvent.Told(framework.Id, Answer(state, framework, query)));
                break;
        }
    }

    /// <summary>A new subscription may have missed what the old one was told.</summary>
    public static void Repeat(Framework framework, List<MasterEvent> events)
    {
        foreach (var operation in framework.Operations.Values)
            events.Add(new OperationEvent.Told(framework.Id, operation.Status));
    }

    /// <summary>The framework has had its time to acknowledge.</summary>
    public static void Remind(MasterState state, FrameworkId frameworkId, FinishedOperation operation, List<MasterEvent> events)
    {
        var interval = 2 * operation.Interval < LongestReminder ? 2 * operation.Interval : LongestReminder;
        events.Add(new OperationEvent.Reminded(frameworkId, operation with { Interval = interval, RemindAt = state.Now + interval }));
    }

    /// <summary>The agent of operations is lost, and with it what they have made.</summary>
    public static void Lose(MasterState state, AgentId agentId, OperationState fate, List<MasterEvent> events)
    {
        foreach (var framework in state.Frameworks.Values)
            foreach (var status in framework.Operations.Values.Select(operation => operation.Status).Where(status => status.AgentId == agentId))
                events.Add(new OperationEvent.Lost(framework.Id, new OperationStatus(status.OperationId, fate) { AgentId = agentId }));
    }

    private static OperationStatus Answer(MasterState state, Framework framework, OperationQuery query)
    {
        if (framework.Operations.Find(query.OperationId) is { } known)
            return known.Status with { UpdateId = null };
        return new(query.OperationId, StateWithout(state, query.AgentId)) { AgentId = query.AgentId, Message = "Reconciliation: Operation is unknown" };
    }

    private static OperationState StateWithout(MasterState state, AgentId? agentId) => agentId switch
    {
        { } id when state.Agents.Find(id)?.IsRecovering == true => OperationState.Recovering,
        { } id when state.UnreachableAgents.ContainsKey(id) => OperationState.Unreachable,
        { } id when state.GoneAgents.ContainsKey(id) => OperationState.GoneByOperator,
        _ => OperationState.Unknown,
    };
}

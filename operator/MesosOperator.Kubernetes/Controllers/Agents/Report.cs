using MesosOperator.Core.Agents;
using MesosOperator.Core.Master.Views;
using MesosOperator.Core.Resources;
using MesosOperator.Crds;
using MesosOperator.Crds.Agents;
using MesosOperator.Kubernetes.Caches;
using MesosOperator.Kubernetes.Events;
using MesosOperator.Kubernetes.Mapping;
using MesosOperator.Kubernetes.Objects;
using MesosOperator.Kubernetes.Reconciling;

namespace MesosOperator.Kubernetes.Controllers.Agents;

/// <summary>Tells in the status of an agent's object what it has, who uses it, and how far a drain has come.</summary>
internal sealed class Report(ClusterCaches caches, EventRecorder events, TimeProvider time)
{
    private readonly InvalidSpec _invalid = new(events, time);

    /// <summary>Says why a spec is not followed; what was in force before stays so.</summary>
    public async Task<Requeue> InvalidAsync(V1Alpha1Agent agent, string problem, CancellationToken stop)
    {
        await _invalid.TellAsync<V1Alpha1Agent, V1Alpha1AgentSpec, V1Alpha1AgentStatus>(caches.Agents.Writer, agent, OwnPart(agent.Status), (Conditions.Reasons.Invalid, problem), stop);
        return Requeue.Never;
    }

    public async Task<Requeue> RunAsync(V1Alpha1Agent agent, AgentView? view, string? refusal, CancellationToken stop)
    {
        var present = OwnPart(agent.Status);
        var wanted = StatusOf(agent, present, view, refusal);
        if (await caches.Agents.Writer.ApplyStatusAsync(agent, present, wanted, stop))
            TellWhatChanged(agent, present, wanted);
        return Requeue.Never;
    }

    private V1Alpha1AgentStatus StatusOf(V1Alpha1Agent agent, V1Alpha1AgentStatus? present, AgentView? view, string? refusal)
    {
        var conditions = new ConditionSet(present?.Conditions, agent.Metadata.Generation, time);
        SetConnected(conditions, agent, view);
        SetDrained(conditions, view);
        SetReady(conditions, agent, view, refusal);
        var status = new V1Alpha1AgentStatus
        {
            // What is wanted of an agent that is not known yet is still to be seen to.
            ObservedGeneration = view is null ? present?.ObservedGeneration : agent.Metadata.Generation,
            Conditions = conditions.All,
            State = agent.Status?.GoneAt is not null ? AgentState.Removed : view?.State,
            RegisteredAt = present?.RegisteredAt ?? Times.Of(view?.RegisteredAt),
            UnreachableSince = Times.Of(view?.UnreachableSince),
        };
        return view is null ? status : status with
        {
            Allocated = Values.Of(view.Used),
            Offered = Values.Of(view.Offered),
            Reserved = Reservations.Of(view.Total),
        };
    }

    private static void SetConnected(ConditionSet conditions, V1Alpha1Agent agent, AgentView? view)
    {
        if (agent.Status?.GoneAt is not null)
            conditions.Set(Conditions.Connected, ConditionStatus.False, "Gone", "It was declared gone and may not come back");
        else if (view is null)
            conditions.Set(Conditions.Connected, ConditionStatus.False, "Unknown", "No agent has registered as this object");
        else if (view.State == AgentState.Connected)
            conditions.Set(Conditions.Connected, ConditionStatus.True, "Registered", "It is connected");
        else if (view.IsRecovering)
            conditions.Set(Conditions.Connected, ConditionStatus.Unknown, "Recovering", "The operator has begun anew and waits for it to come back");
        else
            conditions.Set(Conditions.Connected, ConditionStatus.False, view.State.ToString(), view.State == AgentState.Unreachable
                ? "It did not come back in time; its tasks may still run"
                : "Its connection broke; it has a while to come back");
    }

    private static void SetDrained(ConditionSet conditions, AgentView? view)
    {
        if (view?.Duty.IsDrain != true)
            conditions.Remove(Conditions.Drained);
        else if (view.Duty.Mode == AgentMode.Drained)
            conditions.Set(Conditions.Drained, ConditionStatus.True, "Empty", "Nothing is left on it");
        else
            conditions.Set(Conditions.Drained, ConditionStatus.False, "Draining", $"{view.TaskCount} tasks are left");
    }

    private static void SetReady(ConditionSet conditions, V1Alpha1Agent agent, AgentView? view, string? refusal)
    {
        if (refusal is not null)
            conditions.SetStalled(Conditions.Reasons.Refused, refusal);
        else if (agent.Spec.Revoked)
            conditions.SetReady("Revoked", "It may not connect, as its spec wants it");
        else if (view is null || view.State != AgentState.Connected)
            conditions.SetReconciling("NotConnected", "Its resources are offered when it is connected");
        else if (view.Duty.Mode == AgentMode.Draining)
            conditions.SetReconciling("Draining", $"{view.TaskCount} tasks are left");
        else
            conditions.SetReady(view.Duty.Mode == AgentMode.Active ? Conditions.Reasons.AsWanted : view.Duty.Mode.ToString(), view.Duty.Mode switch
            {
                AgentMode.Deactivated => "Its resources are not offered, as its spec wants it",
                AgentMode.Drained => "It is drained, as its spec wants it",
                _ => "Its resources are offered",
            });
    }

    private void TellWhatChanged(V1Alpha1Agent agent, V1Alpha1AgentStatus? before, V1Alpha1AgentStatus after)
    {
        Tell(Conditions.Connected, ConditionStatus.True, EventKind.Normal,
            before?.RegisteredAt is null ? EventReasons.Registered : EventReasons.Reregistered, "Register", "It is connected");
        if (StatusIn(before, Conditions.Connected) == ConditionStatus.True)
            Tell(Conditions.Connected, ConditionStatus.False, EventKind.Warning, EventReasons.Disconnected, "Disconnect", "It can no longer be reached");
        Tell(Conditions.Drained, ConditionStatus.False, EventKind.Normal, EventReasons.Draining, "Drain", "It takes no new tasks, and its tasks are being killed");
        Tell(Conditions.Drained, ConditionStatus.True, EventKind.Normal, EventReasons.Drained, "Drain", "It has no tasks any more");

        void Tell(string type, ConditionStatus status, EventKind kind, string reason, string action, string note)
        {
            if (StatusIn(before, type) != status && StatusIn(after, type) == status)
                events.Tell(agent, kind, reason, action, note);
        }
    }

    private static ConditionStatus? StatusIn(V1Alpha1AgentStatus? status, string type) =>
        status?.Conditions?.FirstOrDefault(condition => condition.Type == type)?.Status;

    /// <summary>The part of a status that is told here; the rest is kept by the store.</summary>
    private static V1Alpha1AgentStatus? OwnPart(V1Alpha1AgentStatus? status) => status is null ? null : status with
    {
        Id = null,
        Identity = null,
        Source = null,
        Hostname = null,
        Address = null,
        Port = null,
        Version = null,
        Attributes = null,
        Region = null,
        Zone = null,
        Total = null,
        DrainStartedAt = null,
        GoneAt = null,
        Epoch = null,
        GivenUp = null,
        Kept = null,
    };
}

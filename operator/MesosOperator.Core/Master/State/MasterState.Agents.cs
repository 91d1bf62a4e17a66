using MesosOperator.Core.Agents;
using MesosOperator.Core.Master.Events;
using MesosOperator.Core.Primitives;
using MesosOperator.Core.Resources;

namespace MesosOperator.Core.Master.State;

internal sealed partial class MasterState
{
    private void Evolve(AgentEvent happened)
    {
        switch (happened)
        {
            case AgentEvent.Added added:
                Evolve(added);
                break;
            case AgentEvent.Recovered recovered:
                Evolve(recovered);
                break;
            case AgentEvent.Returned returned:
                Evolve(returned);
                break;
            case AgentEvent.Disconnected disconnected:
                Evolve(disconnected);
                break;
            case AgentEvent.Spared spared:
                Agents[spared.AgentId].ReturnDeadline = spared.ReturnDeadline;
                Deadlines.Add(new Deadline.AgentReturn(spared.AgentId), spared.ReturnDeadline);
                break;
            case AgentEvent.TasksGivenUp given:
                Evolve(given);
                break;
            case AgentEvent.CopySeen seen:
                Evolve(seen);
                break;
            case AgentEvent.CopyForgotten forgotten:
                Evolve(forgotten);
                break;
            case AgentEvent.BecameUnreachable unreachable:
                Evolve(unreachable);
                break;
            case AgentEvent.Removed:
                Remove(Agents[happened.AgentId]);
                break;
            case AgentEvent.ShutDown shutDown:
                Remove(Agents[happened.AgentId]);
                Remember(shutDown);
                break;
            case AgentEvent.ShutDownRepeated:
                ShutDownAgents.Remove(happened.AgentId);
                break;
            case AgentEvent.ResourcesConverted converted:
                Evolve(converted);
                break;
            case AgentEvent.RevocableChanged lent:
                Evolve(lent);
                break;
            case AgentEvent.InfoChanged changed:
                Evolve(changed);
                break;
            case AgentEvent.DutyChanged changed:
                Evolve(changed);
                break;
            case AgentEvent.MarkedGone gone:
                Evolve(gone);
                break;
            case AgentEvent.Forgotten forgotten:
                UnreachableAgents.Remove(forgotten.AgentId);
                GoneAgents.Remove(forgotten.AgentId);
                AgentsWithCopies.Remove(forgotten.AgentId);
                DrainingAgents.Remove(forgotten.AgentId);
                break;
        }
    }

    private void Evolve(AgentEvent.Added added)
    {
        var agent = new Agent(added.AgentId, added.Info, added.At) { Link = added.Link, HasReported = true };
        agent.IsRemote = IsRemote(added.Info);
        agent.Total = AgentTotals.Of(added.Info, added.Kept, ResourceSet.Empty)!;
        agent.Free = agent.Total;
        Agents.Add(agent.Id, agent);
        ShutDownAgents.Remove(agent.Id);
        Schedule(agent);
        Links.Add(added.Link, agent.Id);
        Shares.AddTotal(agent.Total);
        Candidates[agent.Id] = agent;
        NextAgentNumber++;
    }

    private void Evolve(AgentEvent.Recovered recovered)
    {
        var agent = new Agent(recovered.AgentId, recovered.Info, recovered.At)
        {
            State = AgentState.Disconnected,
            IsRecovering = true,
            ReturnDeadline = recovered.ReturnDeadline,
            IsRemote = IsRemote(recovered.Info),
            HasReported = !recovered.Kept.IsEmpty,
        };
        agent.Total = AgentTotals.Of(recovered.Info, recovered.Kept, ResourceSet.Empty) ?? agent.Total;
        agent.Free = agent.Total;
        Agents.Add(agent.Id, agent);
        Schedule(agent);
        Shares.AddTotal(agent.Total);
        Deadlines.Add(new Deadline.AgentReturn(agent.Id), recovered.ReturnDeadline);
        RecoveredAgents++;
        RecoveringAgents++;
    }

    private void EndRecovery(Agent agent)
    {
        RecoveringAgents -= agent.IsRecovering ? 1 : 0;
        agent.IsRecovering = false;
    }

    private void Evolve(AgentEvent.Returned returned)
    {
        if (UnreachableAgents.Find(returned.AgentId) is { } unreachable)
        {
            UnreachableAgents.Remove(unreachable.Id);
            Agents.Add(unreachable.Id, unreachable);
            if (unreachable.Unavailability is not null)
                UnavailableAgents.Add(unreachable.Id, unreachable);
            Shares.AddTotal(unreachable.Total);
        }

        var agent = Agents[returned.AgentId];
        if (agent.Link is { } previous)
            Links.Remove(previous);
        Links.Add(returned.Link, agent.Id);
        EndRecovery(agent);
        agent.State = AgentState.Connected;
        agent.Link = returned.Link;
        agent.ReregisteredAt = returned.At;
        agent.ReturnDeadline = Instant.Never;
        agent.UnreachableSince = null;
        agent.DisconnectedAt = null;
        agent.GiveUpAt = Instant.Never;
        foreach (var (kill, _) in agent.PendingKills.ToArray())
            agent.PendingKills.Remove(kill);
        if (!agent.Info.LooksLike(returned.Info))
            ForgetRefusals(agent);
        SetTotal(agent, returned.Info, KeptBy(agent, returned.Kept));
        Schedule(agent);
        agent.HasReported = true;
        Candidates[agent.Id] = agent;
    }

    private void Evolve(AgentEvent.Disconnected disconnected)
    {
        var agent = Agents[disconnected.AgentId];
        if (agent.Link is { } link)
            Links.Remove(link);
        agent.State = AgentState.Disconnected;
        agent.Link = null;
        agent.ReturnDeadline = disconnected.ReturnDeadline;
        agent.DisconnectedAt = disconnected.At;
        Deadlines.Add(new Deadline.AgentReturn(agent.Id), disconnected.ReturnDeadline);
        AwaitGiveUp(agent, disconnected.GiveUpAt);
    }

    private void Evolve(AgentEvent.BecameUnreachable unreachable)
    {
        var agent = Agents[unreachable.AgentId];
        Forget(agent);
        agent.State = AgentState.Unreachable;
        agent.UnreachableSince = unreachable.At;
        NextUnreachable = unreachable.At + Settings.UnreachableInterval;
        agent.ReturnDeadline = Instant.Never;
        UnreachableAgents.Add(agent.Id, agent);
    }

    private void Evolve(AgentEvent.DutyChanged changed)
    {
        var agent = FindAgent(changed.AgentId)!;
        agent.Duty = changed.Duty;
        DrainingAgents.Remove(agent.Id);
        if (agent.Duty.Mode == AgentMode.Draining)
            DrainingAgents.Add(agent.Id, agent);
        else if (agent.IsOfferable)
            Candidates[agent.Id] = agent;
    }

    private void Evolve(AgentEvent.MarkedGone gone)
    {
        if (Agents.Find(gone.AgentId) is { } agent)
            Remove(agent);
        UnreachableAgents.Remove(gone.AgentId);
        DrainingAgents.Remove(gone.AgentId);
        AgentsWithCopies.Remove(gone.AgentId);
        GoneAgents.Add(gone.AgentId, gone.At);
        while (GoneAgents.Count > Settings.MaxGoneAgents)
            GoneAgents.Remove(GoneAgents.First.Key);
    }

    private void Remember(AgentEvent.ShutDown shutDown)
    {
        ShutDownAgents[shutDown.AgentId] = shutDown.Message;
        while (ShutDownAgents.Count > Settings.MaxGoneAgents)
            ShutDownAgents.Remove(ShutDownAgents.First.Key);
    }

    private void Remove(Agent agent)
    {
        if (agent.Link is { } link)
            Links.Remove(link);
        Forget(agent);
        DrainingAgents.Remove(agent.Id);
        AgentsWithCopies.Remove(agent.Id);
        agent.State = AgentState.Removed;
        agent.Link = null;
    }

    private void Forget(Agent agent)
    {
        Require.That(agent.Free.Equals(agent.Total), "an agent that goes has nothing offered or used");
        EndRecovery(agent);
        Agents.Remove(agent.Id);
        UnavailableAgents.Remove(agent.Id);
        Candidates.Remove(agent.Id);
        Shares.RemoveTotal(agent.Total);
        ForgetRefusals(agent);
    }

    /// <summary>Lifts all filters on an agent: it is gone, or so different that it may be wanted now (semantics 3.4).</summary>
    private void ForgetRefusals(Agent agent)
    {
        agent.Refusals.ForgetAll();
        foreach (var filter in agent.Refusals.All().ToArray())
            Shares.At(filter.Slot).Lift(filter);
    }

    private bool IsRemote(AgentInfo info) => Settings.Region is { } region && info.Domain is { } domain && domain.Region != region;

    /// <summary>Takes over a new description; what is in use stays in use.</summary>
    private void SetTotal(Agent agent, AgentInfo info, ResourceSet kept) => SetTotal(agent, info, kept, ResourceSet.Empty);

    /// <summary>The same before more is used.</summary>
    private void SetTotal(Agent agent, AgentInfo info, ResourceSet kept, ResourceSet more)
    {
        var used = agent.Total - agent.Free;
        var total = AgentTotals.Of(info, kept, used + more)!;
        agent.IsShort = info.IsElastic && !total.Equals(AgentTotals.Of(info, kept, ResourceSet.Empty));
        agent.Info = info;
        agent.IsRemote = IsRemote(info);
        if (total.Equals(agent.Total))
            return;
        // First more, then less: what is in use must be covered at every moment.
        Shares.AddTotal(total);
        Shares.RemoveTotal(agent.Total);
        agent.Total = total;
        agent.Free = total - used;
    }

    private void Evolve(AgentEvent.RevocableChanged lent)
    {
        var agent = Agents[lent.AgentId];
        SetTotal(agent, agent.Info with { Resources = RevocableResources.Replace(agent.Info.Resources, lent.Revocable) }, KeptResources.Of(agent.Total));
        Candidates[agent.Id] = agent;
    }

    private void Evolve(AgentEvent.InfoChanged changed)
    {
        var agent = Agents[changed.AgentId];
        if (!agent.Info.LooksLike(changed.Info))
            ForgetRefusals(agent);
        SetTotal(agent, changed.Info, KeptResources.Of(agent.Total));
        Schedule(agent);
        Candidates[agent.Id] = agent;
    }

    private void Evolve(AgentEvent.ResourcesConverted converted)
    {
        var agent = Agents[converted.AgentId];
        var total = converted.Conversion.ApplyTo(agent.Total);
        Shares.ConvertTotal(converted.Conversion);
        agent.Total = total;
        agent.Free = converted.Conversion.ApplyTo(agent.Free);
        Candidates[agent.Id] = agent;
    }
}

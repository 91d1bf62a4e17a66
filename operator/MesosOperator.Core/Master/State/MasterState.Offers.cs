using MesosOperator.Core.Agents;
using MesosOperator.Core.Allocation;
using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Master.Events;
using MesosOperator.Core.Offers;
using MesosOperator.Core.Primitives;
using MesosOperator.Core.Resources;
using MesosOperator.Core.Roles;

namespace MesosOperator.Core.Master.State;

internal sealed partial class MasterState
{
    private void Evolve(OfferEvent happened)
    {
        switch (happened)
        {
            case OfferEvent.Made made:
                Evolve(made);
                break;
            case OfferEvent.Ended ended:
                End(ended.Offer, ended.End);
                break;
            case OfferEvent.Refused refused:
                AddFilter(refused);
                break;
        }
    }

    private void AwaitAnswer(OfferId offer, Instant madeAt)
    {
        if (Settings.OfferTimeout is { } timeout)
            Deadlines.Add(new Deadline.OfferAnswer(offer), madeAt + timeout);
    }

    private void Evolve(OfferEvent.Made made)
    {
        var offer = made.Offer;
        var (agent, share) = (Agents[offer.AgentId], ShareOf(offer.FrameworkId, offer.Role));
        NextOfferNumber++;
        Offers.Add(offer.Id, offer);
        agent.Offers.Add(offer.Id, offer);
        share.Framework.Offers.Add(offer.Id, offer);
        Take(agent, share, offer.Resources, Charge.Offer);
        KeepFromOthers(agent, offer.Resources);
        AwaitAnswer(offer.Id, offer.MadeAt);
    }

    private void End(Offer offer, OfferEnd end)
    {
        Offers.Remove(offer.Id);
        Frameworks[offer.FrameworkId].Offers.Remove(offer.Id);
        var agent = Agents[offer.AgentId];
        agent.Offers.Remove(offer.Id);
        GiveBack(agent, offer.FrameworkId, offer.Role, offer.Resources);
        // What is accepted of a short agent is there for what is done with it, and is looked at when that is done.
        if (end != OfferEnd.Accepted || !agent.IsShort)
            Trim(agent, offer.Resources);
    }

    private void Evolve(OperationEvent happened)
    {
        var operations = Frameworks[happened.FrameworkId].Operations;
        switch (happened)
        {
            case OperationEvent.Finished finished:
                NextUpdateNumber++;
                Await(happened.FrameworkId, operations, finished.Operation);
                if (operations.Count > Framework.MaxOperations)
                    operations.Remove(operations.First.Key);
                break;
            case OperationEvent.Reminded reminded:
                Await(happened.FrameworkId, operations, reminded.Operation);
                break;
            case OperationEvent.Lost lost:
                operations.Remove(lost.Status.OperationId);
                break;
            case OperationEvent.Acknowledged seen:
                operations.Remove(seen.OperationId);
                break;
        }
    }

    private void Await(FrameworkId framework, LinkedMap<OperationId, FinishedOperation> operations, FinishedOperation operation)
    {
        operations[operation.Status.OperationId] = operation;
        Deadlines.Add(new Deadline.OperationReminder(framework, operation.Status.OperationId), operation.RemindAt);
    }

    private void AddFilter(OfferEvent.Refused refused)
    {
        if (Shares.Find(refused.FrameworkId, refused.Role) is not { } share || Agents.Find(refused.AgentId) is not { } agent)
            return;
        var added = new OfferFilter(agent, share.Slot, refused.Resources, refused.Until);
        // Filters that a wider and longer one makes needless are lifted, which keeps them few however often offers are declined.
        while (agent.Refusals.FindNeedless(added) is { } needless)
            share.Lift(needless);
        share.Add(added);
        Filters.Add(added, refused.Until);
    }

    /// <summary>Charges resources of an agent to a framework in a role.</summary>
    private void Take(Agent agent, FrameworkShare share, ResourceSet resources, Charge charge)
    {
        // Tasks may have more than the agent has or lends by now: those that an agent brings back do.
        if (charge == Charge.Task && (RevocableResources.AreIn(resources) || (agent.Info.IsElastic && !agent.Free.Covers(resources.Exclusive))))
            SetTotal(agent, agent.Info, KeptResources.Of(agent.Total), resources);
        agent.Free -= resources.Exclusive;
        Shares.Give(share, resources.HasShared ? agent.Shared.Take(share.Framework.Id, share.Role.Name, resources) : resources, charge);
    }

    /// <summary>A shared volume goes into one offer of a run.</summary>
    private void KeepFromOthers(Agent agent, ResourceSet offered)
    {
        if (!offered.HasShared)
            return;
        agent.Shared.KeepFromOthers(offered);
        _sharedInThisRun.Add(agent);
    }

    /// <summary>Gives resources of an agent back.</summary>
    private void Return(Agent agent, FrameworkId framework, RoleName role, ResourceSet resources)
    {
        GiveBack(agent, framework, role, resources);
        Trim(agent, resources);
    }

    /// <summary>More may have been used than the agent has or lends by now; what is no longer used of that is not there.</summary>
    private void Trim(Agent agent, ResourceSet returned)
    {
        if (agent.IsShort || RevocableResources.AreIn(returned))
            SetTotal(agent, agent.Info, KeptResources.Of(agent.Total));
    }

    private void GiveBack(Agent agent, FrameworkId framework, RoleName role, ResourceSet resources)
    {
        agent.Free += resources.Exclusive;
        var share = ShareOf(framework, role);
        Shares.TakeBack(share, resources.HasShared ? agent.Shared.Return(framework, role, resources) : resources);
        if (!share.Framework.Info.Roles.Contains(role))
            LeaveUnlessHolding(framework, role);
    }

    private FrameworkShare ShareOf(FrameworkId framework, RoleName role) =>
        Shares.Find(framework, role) ?? Shares.Join(Frameworks[framework], role);
}

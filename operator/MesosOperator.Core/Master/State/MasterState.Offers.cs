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
                NextOfferNumber++;
                Offers.Add(made.Offer.Id, made.Offer);
                Agents[made.Offer.AgentId].Offers.Add(made.Offer.Id, made.Offer);
                Frameworks[made.Offer.FrameworkId].Offers.Add(made.Offer.Id, made.Offer);
                Take(Agents[made.Offer.AgentId], made.Offer.FrameworkId, made.Offer.Role, made.Offer.Resources, Charge.Offer);
                KeepFromOthers(Agents[made.Offer.AgentId], made.Offer.Resources);
                AwaitAnswer(made.Offer.Id, made.Offer.MadeAt);
                break;
            case OfferEvent.Ended ended:
                Offers.Remove(ended.Offer.Id);
                Agents[ended.Offer.AgentId].Offers.Remove(ended.Offer.Id);
                Frameworks[ended.Offer.FrameworkId].Offers.Remove(ended.Offer.Id);
                Return(Agents[ended.Offer.AgentId], ended.Offer.FrameworkId, ended.Offer.Role, ended.Offer.Resources);
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
    private void Take(Agent agent, FrameworkId framework, RoleName role, ResourceSet resources, Charge charge)
    {
        // Tasks may have more than the agent lends by now: those that an agent brings back do.
        if (charge == Charge.Task && RevocableResources.AreIn(resources))
            SetTotal(agent, agent.Info, KeptResources.Of(agent.Total), resources);
        agent.Free -= resources.Exclusive;
        Shares.Give(ShareOf(framework, role), agent.Shared.Take(framework, role, resources), charge);
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
        agent.Free += resources.Exclusive;
        Shares.TakeBack(ShareOf(framework, role), agent.Shared.Return(framework, role, resources));
        // More may have been used than the agent lends by now.
        if (RevocableResources.AreIn(resources))
            SetTotal(agent, agent.Info, KeptResources.Of(agent.Total));
        if (!Frameworks[framework].Info.Roles.Contains(role))
            LeaveUnlessHolding(framework, role);
    }

    private FrameworkShare ShareOf(FrameworkId framework, RoleName role) => Shares.Join(Frameworks[framework], role);
}

using MesosOperator.Core.Agents;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Maintenance;
using MesosOperator.Core.Master.Events;

namespace MesosOperator.Core.Master.State;

internal sealed partial class MasterState
{
    private void Evolve(MaintenanceEvent happened)
    {
        switch (happened)
        {
            case MaintenanceEvent.Planned planned:
                Maintenance = planned.Plan;
                foreach (var agent in Agents.Values.Concat(UnreachableAgents.Values))
                    Schedule(agent);
                break;
            case MaintenanceEvent.Asked asked:
                NextOfferNumber++;
                InverseOffers.Add(asked.Offer.Id, asked.Offer);
                Agents[asked.Offer.AgentId].InverseOffers.Add(asked.Offer.FrameworkId, asked.Offer);
                Frameworks[asked.Offer.FrameworkId].InverseOffers.Add(asked.Offer.Id, asked.Offer);
                AwaitAnswer(asked.Offer.Id, Now);
                break;
            case MaintenanceEvent.Ended ended:
                InverseOffers.Remove(ended.Offer.Id);
                Agents[ended.Offer.AgentId].InverseOffers.Remove(ended.Offer.FrameworkId);
                Frameworks[ended.Offer.FrameworkId].InverseOffers.Remove(ended.Offer.Id);
                break;
            case MaintenanceEvent.Answered answered:
                Agents[answered.AgentId].InverseStatuses[answered.Status.FrameworkId] = answered.Status;
                break;
        }
    }

    /// <summary>Applies the plan to an agent; what was answered to another plan is void.</summary>
    private void Schedule(Agent agent)
    {
        var unavailability = Maintenance.UnavailabilityOf(agent.Info.Hostname, agent.Info.Ip) ?? agent.Info.Departure;
        if (unavailability == agent.Unavailability)
            return;
        agent.Unavailability = unavailability;
        agent.InverseStatuses.Clear();
        UnavailableAgents.Remove(agent.Id);
        if (unavailability is not null && Agents.ContainsKey(agent.Id))
            UnavailableAgents.Add(agent.Id, agent);
        if (agent.IsOfferable)
            Candidates[agent.Id] = agent;
    }

    /// <summary>Who changes its mind about offers may be asked at once.</summary>
    private void ForgetInverseRefusals(FrameworkId framework)
    {
        foreach (var agent in UnavailableAgents.Values)
            if (agent.InverseStatuses.Find(framework) is { } status)
                agent.InverseStatuses[framework] = status with { AskAgainAt = Now };
    }
}

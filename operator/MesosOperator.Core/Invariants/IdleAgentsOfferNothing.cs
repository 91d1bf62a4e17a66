using MesosOperator.Core.Agents;

namespace MesosOperator.Core.Invariants;

/// <summary>There is no offer of an agent that is away, or that an operator took out of use.</summary>
public static class IdleAgentsOfferNothing
{
    /// <summary>What breaks the law, or null.</summary>
    public static string? Violation(Agent agent) => agent.IsOfferable || agent.Offers.Count == 0
        ? null
        : $"agent {agent.Id} is {agent.State} and {agent.Duty.Mode}, but {agent.Offers.Count} offers of it stand";
}

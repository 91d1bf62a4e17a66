using MesosOperator.Core.Agents;

namespace MesosOperator.Core.Invariants;

/// <summary>Nobody is asked to leave an agent that stays, or that is not in use.</summary>
public static class InverseOffersAreForMaintenance
{
    /// <summary>What breaks the law, or null.</summary>
    public static string? Violation(Agent agent) => agent.InverseOffers.Count == 0 || (agent.IsOfferable && agent.Unavailability is not null)
        ? null
        : $"agent {agent.Id} is {agent.State} and {agent.Duty.Mode}, {(agent.Unavailability is null ? "not " : "")}scheduled for maintenance, "
            + $"but {agent.InverseOffers.Count} inverse offers of it stand";
}

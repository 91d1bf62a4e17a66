using MesosOperator.Core.Agents;
using MesosOperator.Core.Resources;

namespace MesosOperator.Core.Invariants;

/// <summary>No two offers hold the same resources, but for what is shared.</summary>
public static class OffersAreDisjoint
{
    /// <summary>What breaks the law, or null.</summary>
    public static string? Violation(Agent agent)
    {
        var left = agent.Total;
        foreach (var offer in agent.Offers.Values)
        {
            if (!left.Covers(offer.Resources))
                return $"offer {offer.Id} holds {offer.Resources}, of which other offers on agent {agent.Id} leave only {left}";
            left -= offer.Resources.Exclusive;
        }

        return null;
    }
}

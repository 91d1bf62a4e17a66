using MesosOperator.Core.Primitives;
using MesosOperator.Core.Resources;

namespace MesosOperator.Core.Agents;

/// <summary>
/// What a framework in a role refused of an agent: the same or less of it is not offered again until the filter is lifted.
/// There may be millions, so one is a single object that agent, framework and the queue of deadlines all refer to.
/// </summary>
internal sealed class OfferFilter(Agent agent, int slot, ResourceSet refused, Instant until)
{
    /// <summary>The agent.</summary>
    public Agent Agent { get; } = agent;

    /// <summary>The slot of the framework in the role.</summary>
    public int Slot { get; } = slot;

    /// <summary>What was refused.</summary>
    public ResourceSet Refused { get; } = refused;

    /// <summary>Until when it holds.</summary>
    public Instant Until { get; } = until;

    /// <summary>Where it stands among the framework's filters.</summary>
    public int Place { get; set; }

    /// <summary>Whether it no longer holds.</summary>
    public bool IsLifted { get; set; }
}

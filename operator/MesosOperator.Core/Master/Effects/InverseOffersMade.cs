using System.Collections.Immutable;
using MesosOperator.Core.Agents;
using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Maintenance;

namespace MesosOperator.Core.Master.Effects;

/// <summary>Agents that a framework is asked to leave.</summary>
public sealed record InverseOffersMade(ImmutableArray<InverseOffersMade.Item> Items) : FrameworkNotice
{
    /// <summary>An inverse offer and its agent.</summary>
    public sealed record Item(InverseOffer Offer, AgentInfo Agent);
}

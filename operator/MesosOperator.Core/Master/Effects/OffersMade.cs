using System.Collections.Immutable;
using MesosOperator.Core.Agents;
using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Maintenance;
using MesosOperator.Core.Offers;

namespace MesosOperator.Core.Master.Effects;

/// <summary>New offers for a framework, all of one allocation run.</summary>
public sealed record OffersMade(ImmutableArray<OffersMade.Item> Items, FrameworkCapabilities Capabilities) : FrameworkNotice
{
    /// <summary>An offer, its agent, and the framework's executors that live there.</summary>
    public sealed record Item(Offer Offer, AgentInfo Agent, ImmutableArray<ExecutorId> Executors)
    {
        /// <summary>When the agent is going to be unavailable, where that is planned.</summary>
        public Unavailability? Unavailability { get; init; }
    }
}

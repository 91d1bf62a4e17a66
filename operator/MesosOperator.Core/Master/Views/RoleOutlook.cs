using System.Collections.Immutable;
using MesosOperator.Core.Allocation;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Primitives;
using MesosOperator.Core.Roles;

namespace MesosOperator.Core.Master.Views;

/// <summary>Why a framework is, or is not, offered anything in one of its roles: on how many agents for which reason.</summary>
public sealed record RoleOutlook(RoleName Role, ImmutableSortedDictionary<OfferVerdict, int> Verdicts)
{
    /// <summary>Whether the framework wants nothing in the role for now.</summary>
    public bool IsSuppressed { get; init; }

    /// <summary>What the framework said that it needs in the role, and how much of that has no room in its offers.</summary>
    public ImmutableArray<DemandView> Demands { get; init; } = [];

    /// <summary>How many offers the framework holds in the role.</summary>
    public int OutstandingOffers { get; init; }

    /// <summary>When the first of its refusals in the role ends; null where it refuses nothing that is looked at.</summary>
    public Instant? RefusedUntil { get; init; }

    /// <summary>For each verdict an agent that got it.</summary>
    public ImmutableSortedDictionary<OfferVerdict, AgentId> Examples { get; init; } = ImmutableSortedDictionary<OfferVerdict, AgentId>.Empty;

    internal string Summary(int agents)
    {
        if (IsSuppressed)
            return "the framework suppressed offers";
        if (OutstandingOffers > 0)
            return $"the framework holds {OutstandingOffers} {(OutstandingOffers == 1 ? "offer" : "offers")}";
        return agents == 0
            ? "there are no agents"
            : $"of {agents} agents " + string.Join(", ", Verdicts.OrderByDescending(verdict => verdict.Value).ThenBy(verdict => verdict.Key)
                .Select(verdict => $"{verdict.Value} {Words(verdict.Key)}"));
    }

    private static string Words(OfferVerdict verdict) => verdict switch
    {
        OfferVerdict.Offerable => "could be offered next",
        OfferVerdict.AgentAway => "not connected",
        OfferVerdict.AgentOutOfUse => "deactivated or drained",
        OfferVerdict.OfferedToIt => "offered to the framework",
        OfferVerdict.OfferedToOthers => "offered to others",
        OfferVerdict.InUse => "in use",
        OfferVerdict.ReservedForOthers => "reserved for other roles",
        OfferVerdict.GpusForOthers => "kept for frameworks with GPU_RESOURCES",
        OfferVerdict.OtherRegion => "in another region, for frameworks with REGION_AWARE",
        OfferVerdict.AgentTooOld => "without the capability to serve several roles or nested ones",
        OfferVerdict.Constraints => "excluded by offer constraints",
        OfferVerdict.NotUnderstood => "with resources that need a capability",
        OfferVerdict.QuotaLimit => "beyond the limit of the role or of one above it",
        OfferVerdict.Headroom => "kept for guarantees of other roles",
        OfferVerdict.TooSmall => "with less than is worth offering",
        _ => "refused by the framework",
    };
}

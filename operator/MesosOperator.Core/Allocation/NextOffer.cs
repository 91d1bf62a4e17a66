using MesosOperator.Core.Agents;
using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Resources;
using MesosOperator.Core.Roles;

namespace MesosOperator.Core.Allocation;

/// <summary>
/// Level one of the two-level scheduling: decides who is offered the free resources of an agent. A pipeline of small
/// stages that change nothing but a memo of refusals; the caller records the offer and asks again until nobody is left.
/// </summary>
public static class NextOffer
{
    /// <summary>The framework that is served next from the agent and what it gets; null when nobody can take what is free.</summary>
    public static (FrameworkShare Taker, ResourceSet Resources)? Decide(Shares shares, Agent agent, AllocationStage stage)
    {
        var look = new AgentLook(shares, agent, stage);
        if (!agent.IsOfferable || agent.Refusals.IsRefusedByAll(look.Free, in shares.ActiveSlots) || !look.MayBeWorthOffering(look.Free))
            return null;
        return WithinSubtree(shares.Tree.Root, look);
    }

    private static (FrameworkShare Taker, ResourceSet Resources)? WithinSubtree(RoleNode node, in AgentLook look)
    {
        foreach (var child in node.Children.InOrder)
            if ((child is RoleShare role ? WithinRole(role, look) : WithinSubtree((RoleNode)child, look)) is { } next)
                return next;
        return null;
    }

    private static (FrameworkShare Taker, ResourceSet Resources)? WithinRole(RoleShare role, in AgentLook look)
    {
        if ((look.Stage == AllocationStage.Guarantees && !role.Account.HasClaim) || look.IsBeyondLimits(role.Account))
            return null;
        var usable = UsableBy(role.Name, look.Free);
        if (!look.MayBeWorthOffering(usable))
            return null;
        foreach (var framework in role.Frameworks.InOrder)
            if (!look.Agent.Refusals.IsKnownToRefuse(look.Free, framework.Slot)
                && Judge(framework, usable, look, out var portion) == OfferVerdict.Offerable
                && (look.Stage != AllocationStage.Demand || framework.IsSuitedBy(portion)))
                return (framework, portion);
        return null;
    }

    /// <summary>What a role may use: the unreserved, and what is reserved for it or a role above it (case A31).</summary>
    internal static ResourceSet UsableBy(RoleName role, ResourceSet free) => free.IsPlain
        ? free
        : free.Where(resource => resource.Traits.ReservedRole is not { } reserved || role.IsAtOrBelow(reserved));

    /// <summary>Whether a framework is offered what its role may use of an agent, and what of it.</summary>
    internal static OfferVerdict Judge(FrameworkShare framework, ResourceSet usable, in AgentLook look, out ResourceSet portion)
    {
        var (info, agent) = (framework.Framework.Info, look.Agent);
        portion = ResourceSet.Empty;
        // Agents with GPUs are kept, whole, for those who want GPUs, and those of other regions for those who know regions (semantics 3.5).
        if (agent.HasGpus && !info.Can(FrameworkCapabilities.GpuResources))
            return OfferVerdict.GpusForOthers;
        if (agent.IsRemote && !info.Can(FrameworkCapabilities.RegionAware))
            return OfferVerdict.OtherRegion;
        if ((agent.Info.Capabilities & framework.Needs) != framework.Needs)
            return OfferVerdict.AgentTooOld;
        if (framework.Constraints?.Allow(agent.Info) == false)
        {
            agent.Refusals.Remember(look.Free, framework.Slot);
            return OfferVerdict.Constraints;
        }

        var fitting = UnderstoodBy(info, usable);
        portion = look.Stage == AllocationStage.Guarantees
            ? Portion.ForGuarantee(look.Quotas, framework.Role.Account, fitting)
            : Portion.ForFairShare(look.Quotas, framework.Role.Account, fitting);
        if (!look.IsWorthOffering(portion, framework))
            return OfferVerdict.TooSmall;
        return agent.Refusals.Refuse(framework.Slot, portion, look.Free) ? OfferVerdict.Refused : OfferVerdict.Offerable;
    }

    internal static ResourceSet UnderstoodBy(FrameworkInfo info, ResourceSet usable) => usable.IsPlain ? usable : usable.Where(resource =>
        (!resource.Traits.IsRevocable || info.Can(FrameworkCapabilities.RevocableResources))
        && (!resource.Traits.IsShared || info.Can(FrameworkCapabilities.SharedResources))
        && (resource.Traits.Reservations.Length < 2 || info.Can(FrameworkCapabilities.ReservationRefinement)));
}

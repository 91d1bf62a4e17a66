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
        var look = new Look(shares, agent, stage);
        if (!agent.IsOfferable || agent.Refusals.IsRefusedByAll(agent.Free, shares.ActiveSlots) || !look.MayBeWorthOffering(agent.Free))
            return null;
        return WithinSubtree(shares.Tree.Root, look);
    }

    private static (FrameworkShare Taker, ResourceSet Resources)? WithinSubtree(RoleNode node, in Look look)
    {
        foreach (var child in node.Children.InOrder)
            if ((child is RoleShare role ? WithinRole(role, look) : WithinSubtree((RoleNode)child, look)) is { } next)
                return next;
        return null;
    }

    private static (FrameworkShare Taker, ResourceSet Resources)? WithinRole(RoleShare role, in Look look)
    {
        var account = look.Quotas.Find(role.Name);
        if (look.Stage == AllocationStage.Guarantees && account?.Unmet.IsEmpty != false)
            return null;
        var usable = UsableBy(role.Name, look.Agent.Free);
        if (!look.MayBeWorthOffering(usable))
            return null;
        foreach (var framework in role.Frameworks.InOrder)
            if (OfferTo(framework, account, usable, look) is { } resources)
                return (framework, resources);
        return null;
    }

    /// <summary>What a role may use: the unreserved, and what is reserved for it or a role above it (case A31).</summary>
    private static ResourceSet UsableBy(RoleName role, ResourceSet free) => free.IsPlain
        ? free
        : free.Where(resource => resource.Traits.ReservedRole is not { } reserved || role.IsAtOrBelow(reserved));

    private static ResourceSet? OfferTo(FrameworkShare framework, QuotaAccount? account, ResourceSet usable, in Look look)
    {
        if (look.Agent.Refusals.IsRefused(look.Agent.Free, framework.Slot))
            return null;
        var info = framework.Framework.Info;
        if (!IsFor(info, look.Agent))
            return null;
        if (framework.Constraints?.Allow(look.Agent.Info) == false)
        {
            look.Agent.Refusals.Remember(look.Agent.Free, framework.Slot);
            return null;
        }

        var fitting = UnderstoodBy(info, usable);
        var portion = look.Stage == AllocationStage.Guarantees
            ? Portion.ForGuarantee(look.Quotas, account!, framework.Role.Name.Value, fitting)
            : Portion.ForFairShare(look.Quotas, account, fitting);
        return look.IsWorthOffering(portion, framework) && !IsRefused(framework, look.Agent, portion) ? portion : null;
    }

    /// <summary>Agents with GPUs are kept, whole, for those who want GPUs, and those of other regions for those who know regions (semantics 3.5).</summary>
    private static bool IsFor(FrameworkInfo info, Agent agent) =>
        (info.Can(FrameworkCapabilities.GpuResources) || agent.Total.Quantities.Get(ResourceName.Gpus).IsZero)
        && (!agent.IsRemote || info.Can(FrameworkCapabilities.RegionAware));

    private static ResourceSet UnderstoodBy(FrameworkInfo info, ResourceSet usable) => usable.IsPlain ? usable : usable.Where(resource =>
        (!resource.Traits.IsRevocable || info.Can(FrameworkCapabilities.RevocableResources))
        && (!resource.Traits.IsShared || info.Can(FrameworkCapabilities.SharedResources))
        && (resource.Traits.Reservations.Length < 2 || info.Can(FrameworkCapabilities.ReservationRefinement)));

    private static bool IsRefused(FrameworkShare framework, Agent agent, ResourceSet resources)
    {
        if (framework.Filters.Count == 0 || !framework.Filters.TryGetValue(agent.Id, out var filters))
            return false;
        foreach (var filter in filters)
        {
            if (!filter.Refused.Covers(resources))
                continue;
            if (filter.Refused.Covers(agent.Free))
                agent.Refusals.Remember(agent.Free, framework.Slot);
            return true;
        }

        return false;
    }

    /// <summary>What stays the same while one agent is looked at.</summary>
    private readonly record struct Look(Shares Shares, Agent Agent, AllocationStage Stage)
    {
        public QuotaBook Quotas => Shares.Quotas;

        /// <summary>Whether it could be enough for anybody.</summary>
        public bool MayBeWorthOffering(ResourceSet resources) =>
            Shares.OwnMinimums > 0 ? !resources.IsEmpty : Shares.MinAllocatable.Allows(resources);

        public bool IsWorthOffering(ResourceSet resources, FrameworkShare framework) =>
            (framework.MinAllocatable ?? Shares.MinAllocatable).Allows(resources);
    }
}

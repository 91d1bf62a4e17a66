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
    /// <summary>The least of cpus that is worth offering, in thousandths (semantics 1.1, min allocatable).</summary>
    private const long MinCpusMilli = 10;

    /// <summary>The least of memory that is worth offering, in thousandths of a MiB.</summary>
    private const long MinMemoryMilli = 32_000;

    /// <summary>The framework that is served next from the agent and what it gets; null when nobody can take what is free.</summary>
    public static (FrameworkShare Taker, ResourceSet Resources)? Decide(Shares shares, Agent agent, AllocationStage stage)
    {
        if (!agent.IsOfferable || agent.Refusals.IsRefusedByAll(agent.Free, shares.ActiveSlots) || !IsWorthOffering(agent.Free))
            return null;
        return WithinSubtree(shares.Tree.Root, new(shares.Quotas, agent, stage));
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
        if (!IsWorthOffering(usable))
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
        if (!info.Can(FrameworkCapabilities.GpuResources) && HasGpus(look.Agent))
            return null;
        var fitting = UnderstoodBy(info, usable);
        var portion = look.Stage == AllocationStage.Guarantees
            ? Portion.ForGuarantee(look.Quotas, account!, framework.Role.Name.Value, fitting)
            : Portion.ForFairShare(look.Quotas, account, fitting);
        return IsWorthOffering(portion) && !IsRefused(framework, look.Agent, portion) ? portion : null;
    }

    /// <summary>Agents with GPUs are kept, whole, for those who want GPUs (semantics 3.5).</summary>
    private static bool HasGpus(Agent agent) => !agent.Total.Quantities.Get(ResourceName.Gpus).IsZero;

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

    /// <summary>At least a hundredth of a core or 32 MiB of memory (case A13).</summary>
    private static bool IsWorthOffering(ResourceSet resources) =>
        resources.Quantities.Get(ResourceName.Cpus).Milli >= MinCpusMilli
        || resources.Quantities.Get(ResourceName.Memory).Milli >= MinMemoryMilli;

    /// <summary>What stays the same while one agent is looked at.</summary>
    private readonly record struct Look(QuotaBook Quotas, Agent Agent, AllocationStage Stage);
}

using MesosOperator.Core.Agents;
using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Resources;
using MesosOperator.Core.Roles;

namespace MesosOperator.Core.Allocation;

/// <summary>
/// Level one of the two-level scheduling: decides who is offered the free resources of an agent. A pipeline of small
/// stages that change nothing but a memo of refusals; the caller records the offer and asks again until nobody is left (semantics 3.2, stage 2).
/// </summary>
public static class NextOffer
{
    /// <summary>The least of cpus that is worth offering, in thousandths (semantics 1.1, min allocatable).</summary>
    private const long MinCpusMilli = 10;

    /// <summary>The least of memory that is worth offering, in thousandths of a MiB.</summary>
    private const long MinMemoryMilli = 32_000;

    /// <summary>The framework that is served next from the agent and what it gets; null when nobody can take what is free.</summary>
    public static (FrameworkShare Taker, ResourceSet Resources)? Decide(Shares shares, Agent agent)
    {
        if (!agent.IsConnected || agent.Refusals.IsRefusedByAll(agent.Free, shares.ActiveSlots) || !IsWorthOffering(agent.Free))
            return null;

        return WithinSubtree(shares.Tree.Root, agent);
    }

    private static (FrameworkShare Taker, ResourceSet Resources)? WithinSubtree(RoleNode node, Agent agent)
    {
        foreach (var child in node.Children.InOrder)
            if ((child is RoleShare role ? WithinRole(role, agent) : WithinSubtree((RoleNode)child, agent)) is { } next)
                return next;
        return null;
    }

    private static (FrameworkShare Taker, ResourceSet Resources)? WithinRole(RoleShare role, Agent agent)
    {
        var usable = UsableBy(role.Name, agent.Free);
        if (!IsWorthOffering(usable))
            return null;
        foreach (var framework in role.Frameworks.InOrder)
            if (OfferTo(framework, agent, usable) is { } resources)
                return (framework, resources);
        return null;
    }

    /// <summary>What a role may use: the unreserved, and what is reserved for it or a role above it (case A31).</summary>
    private static ResourceSet UsableBy(RoleName role, ResourceSet free) => free.IsPlain
        ? free
        : free.Where(resource => resource.Traits.ReservedRole is not { } reserved || role.IsAtOrBelow(reserved));

    private static ResourceSet? OfferTo(FrameworkShare framework, Agent agent, ResourceSet usable)
    {
        if (agent.Refusals.IsRefused(agent.Free, framework.Slot))
            return null;
        var info = framework.Framework.Info;
        if (!info.Can(FrameworkCapabilities.GpuResources) && HasGpus(agent))
            return null;
        var fitting = UnderstoodBy(info, usable);
        return IsWorthOffering(fitting) && !IsRefused(framework, agent, fitting) ? fitting : null;
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
            agent.Refusals.Remember(agent.Free, framework.Slot);
            return true;
        }

        return false;
    }

    /// <summary>At least a hundredth of a core or 32 MiB of memory (case A13).</summary>
    private static bool IsWorthOffering(ResourceSet resources) =>
        resources.Quantities.Get(ResourceName.Cpus).Milli >= MinCpusMilli
        || resources.Quantities.Get(ResourceName.Memory).Milli >= MinMemoryMilli;
}

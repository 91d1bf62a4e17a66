using System.Collections.Immutable;
using MesosOperator.Core.Agents;
using MesosOperator.Core.Constraints;
using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Resources;

namespace MesosOperator.Core.Allocation;

/// <summary>A framework within one of its roles: what it holds there and what it has refused.</summary>
public sealed class FrameworkShare(Framework framework, RoleShare role, int slot) : ShareClient(framework.Id.Value)
{
    /// <summary>The framework.</summary>
    public Framework Framework { get; } = framework;

    /// <summary>The role.</summary>
    public RoleShare Role { get; } = role;

    /// <summary>The least that the framework is offered here; null is the least that anybody is.</summary>
    internal ResourceMinimum? MinAllocatable { get; set; }

    /// <summary>What the framework demands of agents here; null is nothing.</summary>
    internal RoleConstraints? Constraints { get; set; }

    /// <summary>What tasks that the framework would run need here, one entry for each kind; empty where it does not say.</summary>
    internal ImmutableArray<ResourceQuantities> Demands { get; set; } = [];

    /// <summary>What agents must be able to do to serve the framework here (case A20).</summary>
    internal AgentCapabilities Needs { get; set; }

    /// <summary>A small number of its own while its books are open.</summary>
    internal int Slot { get; } = slot;

    /// <summary>What it refused, in no order.</summary>
    internal List<OfferFilter> Filters { get; } = [];

    internal void Add(OfferFilter filter)
    {
        filter.Place = Filters.Count;
        Filters.Add(filter);
        filter.Agent.Refusals.Add(filter);
    }

    /// <summary>Lifts a filter; the last one takes its place, so that none is looked for.</summary>
    internal void Lift(OfferFilter filter)
    {
        var last = Filters[^1];
        (Filters[filter.Place], last.Place) = (last, filter.Place);
        Filters.RemoveAt(Filters.Count - 1);
        filter.Agent.Refusals.Remove(filter);
        filter.IsLifted = true;
    }

    internal void LiftAll()
    {
        while (Filters.Count > 0)
            Lift(Filters[^1]);
    }

    /// <summary>Whether the framework could run one of the tasks that it speaks of, or speaks of none.</summary>
    internal bool IsSuitedBy(ResourceSet resources)
    {
        if (Demands.IsEmpty)
            return true;
        foreach (var demand in Demands)
            if (resources.Quantities.Covers(demand))
                return true;
        return false;
    }
}

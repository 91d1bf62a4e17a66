using MesosOperator.Core.Primitives;

namespace MesosOperator.Core.Master.Events;

/// <summary>What happened to the allocation.</summary>
public abstract record AllocationEvent : MasterEvent
{
    /// <summary>A run over the agents that changed has ended.</summary>
    public sealed record Ran(Instant At) : AllocationEvent;

    /// <summary>Filters whose time was over before the moment have ended, so that the run that begins does not heed them.</summary>
    public sealed record FiltersEnded(Instant Before) : AllocationEvent;

    /// <summary>The interval passed, and a run over all agents with it; filters whose time ends at that very moment held for it (semantics 3.4).</summary>
    public sealed record IntervalPassed(Instant At) : AllocationEvent;
}

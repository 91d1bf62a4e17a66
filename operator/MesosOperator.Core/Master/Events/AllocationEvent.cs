using MesosOperator.Core.Primitives;

namespace MesosOperator.Core.Master.Events;

/// <summary>What happened to the allocation.</summary>
public abstract record AllocationEvent : MasterEvent
{
    /// <summary>A run over the agents that changed has ended.</summary>
    public sealed record Ran(Instant At) : AllocationEvent;

    /// <summary>The interval passed: a run over all agents is due, and filters whose time is over end after it (semantics 3.4).</summary>
    public sealed record IntervalPassed(Instant At) : AllocationEvent;
}

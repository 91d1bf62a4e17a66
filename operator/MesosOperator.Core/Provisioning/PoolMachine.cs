using System.Collections.Immutable;
using MesosOperator.Core.Primitives;
using MesosOperator.Core.Resources;

namespace MesosOperator.Core.Provisioning;

/// <summary>A machine that a pool has.</summary>
/// <param name="Name">The name of its object.</param>
/// <param name="Phase">How far it is.</param>
/// <param name="Choice">What it is.</param>
public sealed record PoolMachine(string Name, MachinePhase Phase, MachineChoice Choice)
{
    /// <summary>What tasks on it use, each; empty while it is coming.</summary>
    public ImmutableArray<ResourceQuantities> Tasks { get; init; } = [];

    /// <summary>Since when it has run no task; its start while it never ran one.</summary>
    public Instant EmptySince { get; init; }

    /// <summary>Since when its tasks would have fitted elsewhere; never where they would not.</summary>
    public Instant SpareSince { get; init; } = Instant.Never;

    /// <summary>Whether something on it may not be moved: reservations, volumes.</summary>
    public bool IsKept { get; init; }

    /// <summary>What is not used by tasks.</summary>
    public ResourceQuantities Free => Tasks.Aggregate(Choice.Resources, (left, task) => left - task);
}

using MesosOperator.Crds.Schema;

namespace MesosOperator.Crds.Pools;

/// <summary>When machines go, and how.</summary>
public sealed record ScaleDownPolicy
{
    /// <summary>Which machines go.</summary>
    public ScaleDownTrigger When { get; init; }

    /// <summary>For how long they must have been so.</summary>
    [Bounds(0, 604800)]
    public int AfterSeconds { get; init; } = 300;

    /// <summary>How many may be on their way out at once.</summary>
    [Bounds(1, 10000)]
    public int AtOnce { get; init; } = 10;

    /// <summary>The longest time that a task has to end politely.</summary>
    [Bounds(0, 604800)]
    public int MaxGracePeriodSeconds { get; init; } = 600;
}

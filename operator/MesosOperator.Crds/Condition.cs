using MesosOperator.Crds.Schema;

namespace MesosOperator.Crds;

/// <summary>One thing that holds of an object, does not hold, or cannot be told.</summary>
public sealed record Condition
{
    /// <summary>What; see the kind's documentation.</summary>
    [Required, Bounds(1, 316)]
    public string Type { get; init; } = "";

    /// <summary>Whether it holds.</summary>
    [Required]
    public ConditionStatus Status { get; init; }

    /// <summary>Which generation of the spec this is about.</summary>
    [Bounds(0, long.MaxValue)]
    public long? ObservedGeneration { get; init; }

    /// <summary>When the status changed last.</summary>
    [Required]
    public DateTimeOffset LastTransitionTime { get; init; }

    /// <summary>Why, in one word for programs.</summary>
    [Required, Bounds(1, 1024)]
    public string Reason { get; init; } = "";

    /// <summary>Why, for people.</summary>
    [Required, Bounds(0, 32768)]
    public string Message { get; init; } = "";
}

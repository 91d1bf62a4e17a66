using MesosOperator.Crds.Schema;

namespace MesosOperator.Crds.Frameworks;

/// <summary>How many tasks are in which state. Ended ones are counted as long as they are remembered.</summary>
public sealed record TaskCounts
{
    /// <summary>Accepted, not yet known to have started.</summary>
    [Bounds(0, int.MaxValue)]
    public int? Staging { get; init; }

    /// <summary>Being started.</summary>
    [Bounds(0, int.MaxValue)]
    public int? Starting { get; init; }

    /// <summary>Running.</summary>
    [Bounds(0, int.MaxValue)]
    public int? Running { get; init; }

    /// <summary>Being killed gently.</summary>
    [Bounds(0, int.MaxValue)]
    public int? Killing { get; init; }

    /// <summary>Out of reach with their agents.</summary>
    [Bounds(0, int.MaxValue)]
    public int? Unreachable { get; init; }

    /// <summary>Ended well.</summary>
    [Bounds(0, int.MaxValue)]
    public int? Finished { get; init; }

    /// <summary>Ended badly.</summary>
    [Bounds(0, int.MaxValue)]
    public int? Failed { get; init; }

    /// <summary>Killed on request.</summary>
    [Bounds(0, int.MaxValue)]
    public int? Killed { get; init; }

    /// <summary>Lost in any way: dropped, gone, or with an invalid description.</summary>
    [Bounds(0, int.MaxValue)]
    public int? Lost { get; init; }
}

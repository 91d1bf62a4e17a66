using MesosOperator.Crds.Schema;

namespace MesosOperator.Crds.Pools;

/// <summary>Which machines are bought that the cloud can take back.</summary>
public sealed record SpotPolicy
{
    /// <summary>How many of all machines, at most.</summary>
    [Bounds(1, 100)]
    public int Percent { get; init; } = 100;

    /// <summary>Which are preferred.</summary>
    public SpotPreference Prefer { get; init; }

    /// <summary>Whether others are bought in their stead when there are none.</summary>
    public bool FallBack { get; init; } = true;
}

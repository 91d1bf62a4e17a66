namespace MesosOperator.Core.Provisioning;

/// <summary>What a pool may have.</summary>
/// <param name="MinMachines">The machines that are there even when nobody needs them.</param>
/// <param name="Limits">The most that it may have.</param>
public sealed record PoolTerms(int MinMachines, MachineLimits Limits)
{
    /// <summary>Which machines may be bought that the cloud can take back; null for none.</summary>
    public SpotTerms? Spot { get; init; }

    /// <summary>When machines go.</summary>
    public ScaleDownTerms ScaleDown { get; init; } = new();
}

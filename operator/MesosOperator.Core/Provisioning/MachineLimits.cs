using MesosOperator.Core.Resources;

namespace MesosOperator.Core.Provisioning;

/// <summary>The most that machines may be, have and cost together.</summary>
/// <param name="MaxMachines">The most machines.</param>
/// <param name="MaxResources">The most of their resources.</param>
/// <param name="MaxPrice">The most that they cost; null where it is not limited.</param>
public sealed record MachineLimits(int MaxMachines, ResourceLimits MaxResources, Price? MaxPrice)
{
    /// <summary>Nothing is limited.</summary>
    public static readonly MachineLimits None = new(int.MaxValue, ResourceLimits.None, null);
}

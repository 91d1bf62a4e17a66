using MesosOperator.Crds.Schema;

namespace MesosOperator.Crds.Pools;

/// <summary>What Azure needs to know.</summary>
public sealed record AzurePool
{
    /// <summary>The subscription.</summary>
    [Required, Immutable, Bounds(36, 36)]
    public string SubscriptionId { get; init; } = "";

    /// <summary>The resource group.</summary>
    [Required, Immutable, Bounds(1, 90)]
    public string ResourceGroup { get; init; } = "";

    /// <summary>The scale set that the machines belong to.</summary>
    [Required, Immutable, Bounds(1, 64)]
    public string ScaleSet { get; init; } = "";
}

using MesosOperator.Core.Resources;

namespace MesosOperator.Core.Provisioning;

/// <summary>A machine that a cloud could be asked for.</summary>
/// <param name="MachineType">Its type, as the cloud names it.</param>
/// <param name="Zone">Its zone, as the cloud names it.</param>
/// <param name="Purchase">How it is bought.</param>
/// <param name="Resources">What its agent will offer.</param>
/// <param name="PricePerHour">What it costs; a price that the cloud does not tell is estimated by the provider.</param>
public sealed record MachineChoice(string MachineType, string Zone, Purchase Purchase, ResourceQuantities Resources, Price PricePerHour)
{
    /// <summary>How likely the cloud is to take it back, from 0 for hardly ever.</summary>
    public int InterruptionRank { get; init; }

    /// <summary>What a cloud runs out of.</summary>
    public CapacityKey Key => new(MachineType, Zone, Purchase);

    /// <inheritdoc/>
    public override string ToString() => Purchase == Purchase.Spot
        ? $"{MachineType} in {Zone} (spot, {PricePerHour})"
        : $"{MachineType} in {Zone} ({PricePerHour})";
}

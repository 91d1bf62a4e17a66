using System.Collections.Immutable;

namespace MesosOperator.Core.Provisioning;

/// <summary>What machines to get, and what cannot be met.</summary>
public sealed record ProvisioningPlan(ImmutableArray<NewMachines> Add, ImmutableArray<UnmetNeed> Unmet)
{
    /// <summary>What the new machines cost together at most.</summary>
    public Price Price => Add.Aggregate(Price.Zero, (sum, machines) => sum + (machines.Choices.Select(choice => choice.PricePerHour).Max() * machines.Count));
}

namespace MesosOperator.Core.Resources;

/// <summary>How much there is of one scalar resource.</summary>
public readonly record struct ResourceQuantity(string Name, Amount Amount)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Name}:{Amount}";
}

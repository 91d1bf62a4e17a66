namespace MesosOperator.Core.Identity;

/// <summary>Names an offer: <c>&lt;master&gt;-O&lt;n&gt;</c>.</summary>
public readonly record struct OfferId(string Value) : IComparable<OfferId>
{
    /// <inheritdoc/>
    public int CompareTo(OfferId other) => string.CompareOrdinal(Value, other.Value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}

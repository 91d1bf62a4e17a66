namespace MesosOperator.Core.Identity;

/// <summary>Names a framework over all its subscriptions: <c>&lt;master&gt;-NNNN</c>, or what the framework brought along.</summary>
public readonly record struct FrameworkId(string Value) : IComparable<FrameworkId>
{
    /// <inheritdoc/>
    public int CompareTo(FrameworkId other) => string.CompareOrdinal(Value, other.Value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}

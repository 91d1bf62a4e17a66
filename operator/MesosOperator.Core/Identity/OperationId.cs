namespace MesosOperator.Core.Identity;

/// <summary>Names an operation of which a framework wants to hear; chosen by the framework.</summary>
public readonly record struct OperationId(string Value) : IComparable<OperationId>
{
    /// <inheritdoc/>
    public int CompareTo(OperationId other) => string.CompareOrdinal(Value, other.Value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}

namespace MesosOperator.Core.Identity;

/// <summary>Names an executor within one framework on one agent.</summary>
public readonly record struct ExecutorId(string Value) : IComparable<ExecutorId>
{
    /// <inheritdoc/>
    public int CompareTo(ExecutorId other) => string.CompareOrdinal(Value, other.Value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}

namespace MesosOperator.Core.Resources;

/// <summary>All numbers from <paramref name="Begin"/> to <paramref name="End"/>, both included.</summary>
public readonly record struct ValueRange(ulong Begin, ulong End) : IComparable<ValueRange>
{
    /// <inheritdoc/>
    public int CompareTo(ValueRange other) =>
        Begin != other.Begin ? Begin.CompareTo(other.Begin) : End.CompareTo(other.End);

    /// <inheritdoc/>
    public override string ToString() => $"{Begin}-{End}";
}

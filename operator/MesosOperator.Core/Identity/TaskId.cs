namespace MesosOperator.Core.Identity;

/// <summary>Names a task within its framework; the framework chooses it.</summary>
public readonly record struct TaskId(string Value) : IComparable<TaskId>
{
    /// <inheritdoc/>
    public int CompareTo(TaskId other) => string.CompareOrdinal(Value, other.Value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}

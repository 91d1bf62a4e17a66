namespace MesosOperator.Core.Identity;

/// <summary>Names an agent for as long as its host keeps its work folder: <c>&lt;master&gt;-S&lt;n&gt;</c>.</summary>
public readonly record struct AgentId(string Value) : IComparable<AgentId>
{
    /// <inheritdoc/>
    public int CompareTo(AgentId other) => string.CompareOrdinal(Value, other.Value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}

using MesosOperator.Core.Resources;

namespace MesosOperator.Core.Agents;

/// <summary>A typed label of an agent, part of each of its offers. Exactly one of the values is set.</summary>
public sealed record AgentAttribute(string Name)
{
    /// <summary>Text.</summary>
    public string? Text { get; init; }

    /// <summary>A number; unlike a resource's amount it may be negative.</summary>
    public double? Number { get; init; }

    /// <summary>Ranges of numbers.</summary>
    public ValueRanges? Ranges { get; init; }

    /// <summary>Items.</summary>
    public ValueSet? Set { get; init; }
}

namespace MesosOperator.Core.Primitives;

/// <summary>A law of the core was broken: a fault of ours, never of a user. The process must not go on from this state.</summary>
public sealed class InvariantViolationException(string statement) : Exception($"Violated: {statement}.")
{
    /// <summary>The law, in words.</summary>
    public string Statement { get; } = statement;
}

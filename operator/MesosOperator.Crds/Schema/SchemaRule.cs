using MesosOperator.Crds.Expressions;

namespace MesosOperator.Crds.Schema;

/// <summary>A rule about a value, and what to tell a user who breaks it.</summary>
/// <param name="Text">The rule in the Common Expression Language; <c>self</c> is the value.</param>
/// <param name="Message">What is wrong when it does not hold.</param>
public sealed record SchemaRule(string Text, string Message)
{
    private readonly Expression _expression = Expression.Read(Text);

    /// <summary>Whether the rule is about a change: it compares with <c>oldSelf</c>, the value before.</summary>
    public bool IsTransition { get; } = Text.Contains("oldSelf", StringComparison.Ordinal);

    /// <summary>The rule as it was read.</summary>
    internal Expression Expression => _expression;
}

namespace MesosOperator.Crds.Expressions;

/// <summary>The names that an expression may use and their values.</summary>
internal sealed class Scope(Scope? outer, string name, object? value)
{
    /// <summary>The value of a name; the innermost one wins.</summary>
    public object? this[string wanted] =>
        wanted == name ? value
        : outer is not null ? outer[wanted]
        : throw new ExpressionException($"undeclared reference to '{wanted}'");

    /// <summary>This scope with one more name.</summary>
    public Scope With(string inner, object? innerValue) => new(this, inner, innerValue);
}

using System.Text.Json.Nodes;

namespace MesosOperator.Crds.Expressions;

/// <summary>
/// An expression of the Common Expression Language, as far as the rules of our resources use it. API servers of
/// Kubernetes 1.25 and later check the rules themselves; the operator checks the same text for the older ones, so that
/// there is one source of each rule.
/// </summary>
internal sealed class Expression
{
    private readonly Node _node;

    private Expression(Node node) => _node = node;

    /// <summary>Reads an expression; throws <see cref="ExpressionException"/> where it is none.</summary>
    public static Expression Read(string source) => new(Parser.Read(source));

    /// <summary>Whether the rule holds for a value; one that cannot be evaluated does not hold.</summary>
    public bool Holds(JsonNode? self, JsonNode? oldSelf = null)
    {
        try
        {
            var scope = new Scope(null, "self", Values.From(self)).With("oldSelf", Values.From(oldSelf));
            return Values.AsBoolean(_node.Evaluate(scope));
        }
        catch (Exception e) when (e is ExpressionException or OverflowException)
        {
            return false;
        }
    }
}

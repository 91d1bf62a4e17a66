using System.Text.Json.Nodes;

namespace MesosOperator.Crds.Expressions;

/// <summary>A part of an expression that has a value.</summary>
internal abstract record Node
{
    public abstract object? Evaluate(Scope scope);

    public sealed record Literal(object? Value) : Node
    {
        public override object? Evaluate(Scope scope) => Value;
    }

    public sealed record ListLiteral(IReadOnlyList<Node> Items) : Node
    {
        public override object? Evaluate(Scope scope) => Items.Select(item => item.Evaluate(scope)).ToList();
    }

    public sealed record Name(string Text) : Node
    {
        public override object? Evaluate(Scope scope) => scope[Text];
    }

    public sealed record Select(Node Target, string Field) : Node
    {
        public override object? Evaluate(Scope scope) => Operations.Index(Target.Evaluate(scope), Field);
    }

    public sealed record Has(Node Target, string Field) : Node
    {
        public override object? Evaluate(Scope scope) =>
            Target.Evaluate(scope) is JsonObject map
                ? map.ContainsKey(Field)
                : throw new ExpressionException("has() asks for the field of an object");
    }

    public sealed record Index(Node Target, Node Key) : Node
    {
        public override object? Evaluate(Scope scope) => Operations.Index(Target.Evaluate(scope), Key.Evaluate(scope));
    }

    public sealed record Not(Node Operand) : Node
    {
        public override object? Evaluate(Scope scope) => !Values.AsBoolean(Operand.Evaluate(scope));
    }

    public sealed record Conditional(Node Condition, Node Then, Node Otherwise) : Node
    {
        public override object? Evaluate(Scope scope) =>
            (Values.AsBoolean(Condition.Evaluate(scope)) ? Then : Otherwise).Evaluate(scope);
    }

    public sealed record Binary(string Symbol, Node Left, Node Right) : Node
    {
        public override object? Evaluate(Scope scope) =>
            Operations.Binary(Symbol, Left.Evaluate(scope), Right.Evaluate(scope));
    }

    /// <summary>
    /// <c>&amp;&amp;</c> and <c>||</c>: decided by one side alone where that side suffices, even when the other has no value.
    /// </summary>
    public sealed record Logical(bool Decisive, Node Left, Node Right) : Node
    {
        public override object? Evaluate(Scope scope)
        {
            try
            {
                return Values.AsBoolean(Left.Evaluate(scope)) == Decisive
                    ? Decisive
                    : Values.AsBoolean(Right.Evaluate(scope));
            }
            catch (ExpressionException)
            {
                if (Values.AsBoolean(Right.Evaluate(scope)) == Decisive)
                    return Decisive;
                throw;
            }
        }
    }

    /// <summary>A function, or a method with its target as the first argument.</summary>
    public sealed record Call(string Function, IReadOnlyList<Node> Arguments) : Node
    {
        public override object? Evaluate(Scope scope) =>
            Operations.Call(Function, [.. Arguments.Select(argument => argument.Evaluate(scope))]);
    }

    /// <summary>Asks something of each item: <c>all</c>, <c>exists</c>, <c>exists_one</c>, <c>filter</c>, <c>map</c>.</summary>
    public sealed record ForEach(string Macro, Node Target, string Variable, Node Body) : Node
    {
        public override object? Evaluate(Scope scope)
        {
            var items = Values.ItemsOf(Target.Evaluate(scope));
            object? Of(object? item) => Body.Evaluate(scope.With(Variable, item));
            bool Holds(object? item) => Values.AsBoolean(Of(item));
            return Macro switch
            {
                "all" => items.All(Holds),
                "exists" => items.Any(Holds),
                "exists_one" => items.Count(Holds) == 1,
                "filter" => items.Where(Holds).ToList(),
                _ => items.Select(Of).ToList(),
            };
        }
    }
}

using System.Globalization;

namespace MesosOperator.Crds.Expressions;

/// <summary>Reads an expression by recursive descent, from the loosest operator to the tightest.</summary>
internal sealed class Parser
{
    private static readonly string[][] Levels =
    [
        ["||"], ["&&"], ["==", "!=", "<", "<=", ">", ">=", "in"], ["+", "-"], ["*", "/", "%"],
    ];

    private static readonly string[] Macros = ["all", "exists", "exists_one", "filter", "map"];

    /// <summary>The names of types, as <c>type()</c> gives them.</summary>
    private static readonly string[] Types = ["bool", "int", "double", "string", "list", "map", "null_type"];

    private readonly List<Token> _tokens;
    private int _next;

    private Parser(List<Token> tokens) => _tokens = tokens;

    private Token Current => _tokens[_next];

    public static Node Read(string source)
    {
        var parser = new Parser(Lexer.Split(source));
        var node = parser.ReadConditional();
        return parser.Current.Kind == TokenKind.End ? node : throw parser.Unexpected();
    }

    private Node ReadConditional()
    {
        var condition = ReadBinary(0);
        if (!TryTake("?"))
            return condition;
        var then = ReadBinary(0);
        Take(":");
        return new Node.Conditional(condition, then, ReadConditional());
    }

    private Node ReadBinary(int level)
    {
        if (level == Levels.Length)
            return ReadUnary();
        var left = ReadBinary(level + 1);
        while (Current.Kind is TokenKind.Symbol or TokenKind.Name && Levels[level].Contains(Current.Text))
        {
            var symbol = Advance().Text;
            var right = ReadBinary(level + 1);
            left = symbol switch
            {
                "&&" => new Node.Logical(false, left, right),
                "||" => new Node.Logical(true, left, right),
                _ => new Node.Binary(symbol, left, right),
            };
        }

        return left;
    }

    private Node ReadUnary() =>
        TryTake("!") ? new Node.Not(ReadUnary())
        : TryTake("-") ? new Node.Binary("-", new Node.Literal(0L), ReadUnary())
        : ReadMember();

    private Node ReadMember()
    {
        var node = ReadPrimary();
        while (true)
        {
            if (TryTake("."))
                node = ReadField(node, TakeName());
            else if (TryTake("["))
                node = new Node.Index(node, ReadUntil("]"));
            else
                return node;
        }
    }

    private Node ReadField(Node target, string name)
    {
        if (!TryTake("("))
            return new Node.Select(target, name);
        if (!Macros.Contains(name))
            return new Node.Call(name, [target, .. ReadList(")")]);
        var variable = TakeName();
        Take(",");
        return new Node.ForEach(name, target, variable, ReadUntil(")"));
    }

    private Node ReadPrimary()
    {
        var token = Advance();
        return token.Kind switch
        {
            TokenKind.Text => new Node.Literal(token.Text),
            TokenKind.Number => new Node.Literal(Number(token.Text)),
            TokenKind.Symbol when token.Text == "(" => ReadUntil(")"),
            TokenKind.Symbol when token.Text == "[" => new Node.ListLiteral(ReadList("]")),
            TokenKind.Name => ReadName(token.Text),
            _ => throw Unexpected(token),
        };
    }

    private Node ReadName(string name) => name switch
    {
        "true" => new Node.Literal(true),
        "false" => new Node.Literal(false),
        "null" => new Node.Literal(null),
        "has" when TryTake("(") => ReadUntil(")") is Node.Select field
            ? new Node.Has(field.Target, field.Field)
            : throw new ExpressionException("has() asks for a field"),
        _ when TryTake("(") => new Node.Call(name, ReadList(")")),
        _ when Types.Contains(name) => new Node.Literal(name),
        _ => new Node.Name(name),
    };

    private Node ReadUntil(string end)
    {
        var node = ReadConditional();
        Take(end);
        return node;
    }

    private List<Node> ReadList(string end)
    {
        var items = new List<Node>();
        while (!TryTake(end))
        {
            if (items.Count > 0)
                Take(",");
            items.Add(ReadConditional());
        }

        return items;
    }

    private static object Number(string text) =>
        text.Contains('.') ? double.Parse(text, CultureInfo.InvariantCulture) : (object)long.Parse(text, CultureInfo.InvariantCulture);

    private string TakeName() => Current.Kind == TokenKind.Name ? Advance().Text : throw Unexpected();

    private void Take(string symbol)
    {
        if (!TryTake(symbol))
            throw Unexpected();
    }

    private bool TryTake(string symbol)
    {
        if (Current.Kind != TokenKind.Symbol || Current.Text != symbol)
            return false;
        _next++;
        return true;
    }

    private Token Advance() => Current.Kind == TokenKind.End ? throw Unexpected() : _tokens[_next++];

    private ExpressionException Unexpected() => Unexpected(Current);

    private static ExpressionException Unexpected(Token token) =>
        new(token.Kind == TokenKind.End ? "the expression ends too early" : $"unexpected '{token.Text}' at {token.Position}");
}

using System.Text;
using System.Text.RegularExpressions;

namespace MesosOperator.Crds.Expressions;

/// <summary>Splits an expression into words.</summary>
internal static partial class Lexer
{
    public static List<Token> Split(string source)
    {
        var tokens = new List<Token>();
        var position = 0;
        while (position < source.Length)
        {
            var match = Word().Match(source, position);
            if (!match.Success)
                throw new ExpressionException($"'{source[position]}' at {position} is no part of an expression");
            if (KindOf(match) is { } kind)
                tokens.Add(new(kind, kind == TokenKind.Text ? Unquote(match.Value) : match.Value, position));
            position += match.Length;
        }

        tokens.Add(new(TokenKind.End, "", source.Length));
        return tokens;
    }

    private static TokenKind? KindOf(Match match) =>
        match.Groups["name"].Success ? TokenKind.Name
        : match.Groups["number"].Success ? TokenKind.Number
        : match.Groups["text"].Success ? TokenKind.Text
        : match.Groups["symbol"].Success ? TokenKind.Symbol
        : null;

    private static string Unquote(string quoted)
    {
        if (quoted[0] == 'r')
            return quoted[2..^1];
        var text = new StringBuilder(quoted.Length);
        for (var index = 1; index < quoted.Length - 1; index++)
            text.Append(quoted[index] == '\\' ? Escaped(quoted[++index]) : quoted[index]);
        return text.ToString();
    }

    private static char Escaped(char letter) => letter switch
    {
        'n' => '\n',
        't' => '\t',
        'r' => '\r',
        '\\' or '\'' or '"' => letter,
        _ => throw new ExpressionException($"'\\{letter}' is no escape that is understood here"),
    };

    [GeneratedRegex("""
        \G(?:
          (?<space>\s+)
        | (?<text>r?'(?:[^'\\]|\\.)*'|r?"(?:[^"\\]|\\.)*")
        | (?<number>[0-9]+(?:\.[0-9]+)?)
        | (?<name>[A-Za-z_][A-Za-z0-9_]*)
        | (?<symbol>&&|\|\||[=!<>]=|[-+*/%<>!?:.,()\[\]])
        )
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}

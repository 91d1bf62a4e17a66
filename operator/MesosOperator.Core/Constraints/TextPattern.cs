using System.Text.RegularExpressions;

namespace MesosOperator.Core.Constraints;

/// <summary>
/// A regular expression that a whole text must match, in time that grows with the text alone: no backtracking, no look
/// around, no back references, as in RE2. Equal when the expressions are.
/// </summary>
public sealed class TextPattern : IEquatable<TextPattern>
{
    /// <summary>The longest expression, in characters.</summary>
    public const int MaxLength = 256;

    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;

    private readonly Regex _whole;

    private TextPattern(string expression)
    {
        Expression = expression;
        // By itself first: what is not a whole expression could be made one by what is put around it.
        _ = new Regex(expression, Options);
        _whole = new(@"\A(?:" + expression + @")\z", Options);
    }

    /// <summary>The expression.</summary>
    public string Expression { get; }

    /// <summary>Reads an expression; null, and why, where it is none or too complex (case O05).</summary>
    public static TextPattern? Read(string expression, out string? problem)
    {
        problem = expression.Length > MaxLength ? $"A regular expression may have {MaxLength} characters, not {expression.Length}" : null;
        if (problem is not null)
            return null;
        try
        {
            return new(expression);
        }
        catch (Exception fault) when (fault is ArgumentException or NotSupportedException)
        {
            problem = $"Invalid regular expression '{expression}': {fault.Message}";
            return null;
        }
    }

    /// <summary>Whether the whole text matches.</summary>
    public bool Matches(string text) => _whole.IsMatch(text);

    /// <inheritdoc/>
    public bool Equals(TextPattern? other) => other is not null && Expression == other.Expression;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as TextPattern);

    /// <inheritdoc/>
    public override int GetHashCode() => Expression.Length;

    /// <inheritdoc/>
    public override string ToString() => Expression;
}

using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace MesosOperator.Crds.Expressions;

/// <summary>Regular expressions as API servers read them: RE2, in linear time.</summary>
internal static class Patterns
{
    /// <summary>Only patterns of schemas and rules get here, so the number of entries is that of their texts.</summary>
    private static readonly ConcurrentDictionary<string, Regex> Known = new(StringComparer.Ordinal);

    public static Regex Read(string pattern) => Known.GetOrAdd(pattern, Create);

    /// <summary>There a dollar is the end of the text; here it would also match before a last line break.</summary>
    private static Regex Create(string pattern) => new(
        pattern.EndsWith('$') ? pattern[..^1] + @"\z" : pattern,
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
}

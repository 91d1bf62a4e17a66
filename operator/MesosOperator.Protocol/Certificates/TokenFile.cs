using System.Collections.Immutable;

namespace MesosOperator.Protocol.Certificates;

/// <summary>
/// What an agent shows to join, and by what it knows the operator to show it to: a file of a token, <c>id.secret</c>, and
/// hashes of keys (<see cref="LinkNames.HashOf"/>), with blanks or line breaks between them.
/// </summary>
/// <param name="Token">The token.</param>
/// <param name="Hashes">Of the authorities that may vouch for the operator; empty: it is known by other means.</param>
public sealed record TokenFile(string Token, ImmutableArray<string> Hashes)
{
    private const string HashPrefix = "sha256:";
    private const int HashLength = 7 + 64;
    private const int LargestFile = 64 * 1024;

    /// <summary>The text of a file.</summary>
    public string Text => string.Join('\n', [Token, .. Hashes]) + "\n";

    /// <summary>What a text says, or what is wrong with it; no problem quotes the secret.</summary>
    public static (TokenFile? File, string? Problem) Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0)
            return (null, "holds no token");
        if (words[0].Split('.') is not [{ Length: > 0 }, { Length: > 0 }])
            return (null, "does not begin with a token such as <id>.<secret>");
        return words[1..].FirstOrDefault(word => !IsHash(word)) is { } other
            ? (null, $"says '{other}' where the hash of an authority is expected, such as {HashPrefix}<64 hexadecimal digits>")
            : (new TokenFile(words[0], [.. words[1..]]), null);
    }

    /// <summary>What a file says, or why it cannot be used.</summary>
    public static (TokenFile? File, string? Problem) Read(string path)
    {
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > LargestFile })
                return (null, $"'{path}' is larger than any token");
            var (file, problem) = Parse(File.ReadAllText(path));
            return (file, problem is null ? null : $"'{path}' {problem}");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return (null, $"'{path}' cannot be read: {failure.Message}");
        }
    }

    private static bool IsHash(string word) =>
        word.Length == HashLength && word.StartsWith(HashPrefix, StringComparison.Ordinal) && word[HashPrefix.Length..].All(char.IsAsciiHexDigitLower);
}

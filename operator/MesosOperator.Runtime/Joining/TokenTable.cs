using System.Collections.Immutable;
using System.Security.Cryptography;

namespace MesosOperator.Runtime.Joining;

/// <summary>The tokens that there are. To look one up takes as long for one that is unknown, and wherever a secret differs.</summary>
public sealed class TokenTable
{
    private static readonly byte[] NoDigest = new byte[SHA256.HashSizeInBytes];

    private readonly ImmutableSortedDictionary<string, BootstrapToken> _tokens;

    /// <summary>Of several with one id the last counts.</summary>
    public TokenTable(IEnumerable<BootstrapToken> tokens)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        var table = ImmutableSortedDictionary.CreateBuilder<string, BootstrapToken>(StringComparer.Ordinal);
        foreach (var token in tokens)
            table[token.Id] = token;
        _tokens = table.ToImmutable();
    }

    /// <summary>How many there are.</summary>
    public int Count => _tokens.Count;

    /// <summary>The ids.</summary>
    public IEnumerable<string> Ids => _tokens.Keys;

    /// <summary>The token that is shown as <c>id.secret</c>; null when there is none such, or its secret is another.</summary>
    public BootstrapToken? Find(string shown)
    {
        ArgumentNullException.ThrowIfNull(shown);
        var dot = shown.IndexOf('.', StringComparison.Ordinal);
        var digest = BootstrapToken.DigestOf(shown[(dot + 1)..]);
        var known = dot > 0 ? _tokens.GetValueOrDefault(shown[..dot]) : null;
        return CryptographicOperations.FixedTimeEquals(digest, known is null ? NoDigest : known.Digest.Span) ? known : null;
    }
}

using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace MesosOperator.Runtime.Access;

/// <summary>
/// Names with a digest of their secrets. A comparison takes the same time wherever a secret differs, and as long for a
/// name that is not there.
/// </summary>
public sealed class CredentialTable
{
    private static readonly byte[] NoDigest = new byte[SHA256.HashSizeInBytes];

    private readonly ImmutableSortedDictionary<string, byte[]> _digests;

    private CredentialTable(ImmutableSortedDictionary<string, byte[]> digests) => _digests = digests;

    /// <summary>A table without names.</summary>
    public static CredentialTable Empty { get; } = new(ImmutableSortedDictionary.Create<string, byte[]>(StringComparer.Ordinal));

    /// <summary>How many names there are.</summary>
    public int Count => _digests.Count;

    /// <summary>The table with one more name, or another secret for one. Neither may be empty.</summary>
    public CredentialTable With(string name, ReadOnlySpan<byte> secret)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return secret.IsEmpty
            ? throw new ArgumentException("A secret is not empty.", nameof(secret))
            : new(_digests.SetItem(name, SHA256.HashData(secret)));
    }

    /// <summary>Whether the secret is that of the name.</summary>
    public bool Holds(Credential.Basic shown)
    {
        ArgumentNullException.ThrowIfNull(shown);
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(shown.Secret));
        var known = _digests.TryGetValue(shown.Name, out var expected);
        return CryptographicOperations.FixedTimeEquals(digest, expected ?? NoDigest) & known;
    }
}

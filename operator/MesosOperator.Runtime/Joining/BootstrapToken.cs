using System.Security.Cryptography;
using System.Text;

namespace MesosOperator.Runtime.Joining;

/// <summary>By which hosts may join that nobody knows yet.</summary>
/// <param name="Id">What it is called; no secret.</param>
/// <param name="Digest">The SHA-256 of the secret, which itself is kept nowhere.</param>
public sealed record BootstrapToken(string Id, ReadOnlyMemory<byte> Digest)
{
    /// <summary>Until when it is good; null: until it is deleted.</summary>
    public DateTimeOffset? Expiration { get; init; }

    /// <summary>How many hosts may join by it; null: any number.</summary>
    public int? Usages { get; init; }

    /// <summary>What those hosts may say of themselves.</summary>
    public JoinLimits Limits { get; init; } = JoinLimits.None;

    /// <summary>The digest that goes with a secret.</summary>
    public static byte[] DigestOf(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}

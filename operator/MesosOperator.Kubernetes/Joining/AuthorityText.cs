using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using k8s.Models;
using MesosOperator.Protocol.Certificates;
using MesosOperator.Runtime.Joining;

namespace MesosOperator.Kubernetes.Joining;

/// <summary>
/// The authority for agents as a Secret: certificates in <c>ca.crt</c> and their keys in <c>ca.key</c> in the same order,
/// the newest first; <c>ca.sha256</c> for people who write tokens; who is revoked and which tokens were used, as JSON.
/// </summary>
internal static class AuthorityText
{
    public const string Hashes = "ca.sha256";

    private const string Certificates = "ca.crt";
    private const string Keys = "ca.key";
    private const string Revoked = "revoked.json";
    private const string Used = "used.json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static V1Secret Write(AuthorityState state, V1Secret secret)
    {
        secret.Data = new Dictionary<string, byte[]>
        {
            [Certificates] = Text(state.Pairs.Select(pair => pair.Certificate)),
            [Keys] = Text(state.Pairs.Select(pair => pair.Key)),
            [Hashes] = Text(state.Pairs.Select(HashOf)),
            [Revoked] = JsonSerializer.SerializeToUtf8Bytes(state.Revoked, Json),
            [Used] = JsonSerializer.SerializeToUtf8Bytes(state.Used, Json),
        };
        return secret;
    }

    /// <exception cref="FormatException">A part is missing, or there are not as many keys as certificates.</exception>
    /// <exception cref="JsonException">A list cannot be read.</exception>
    /// <exception cref="CryptographicException">A key does not belong to its certificate.</exception>
    public static AuthorityState Read(V1Secret secret)
    {
        var certificates = Blocks(Part(secret, Certificates));
        var keys = Blocks(Part(secret, Keys));
        if (certificates.Length == 0 || certificates.Length != keys.Length)
            throw new FormatException($"{Certificates} holds {certificates.Length} certificates and {Keys} {keys.Length} keys");
        foreach (var (certificate, key) in certificates.Zip(keys))
            X509Certificate2.CreateFromPem(certificate, key).Dispose();
        return new()
        {
            Pairs = [.. certificates.Zip(keys, (certificate, key) => new AuthorityPair(certificate, key))],
            Revoked = List<Revocation>(secret, Revoked),
            Used = List<int>(secret, Used),
        };
    }

    private static string HashOf(AuthorityPair pair)
    {
        using var certificate = X509Certificate2.CreateFromPem(pair.Certificate);
        return LinkNames.HashOf(certificate);
    }

    private static byte[] Text(IEnumerable<string> parts) => Encoding.ASCII.GetBytes(string.Concat(parts.Select(part => part.Trim() + "\n")));

    private static string Part(V1Secret secret, string name) =>
        secret.Data is { } data && data.TryGetValue(name, out var bytes) ? Encoding.ASCII.GetString(bytes) : throw new FormatException($"{name} is missing");

    private static ImmutableArray<string> Blocks(string text)
    {
        var blocks = ImmutableArray.CreateBuilder<string>();
        for (var rest = text.AsSpan(); PemEncoding.TryFind(rest, out var found); rest = rest[found.Location.End..])
            blocks.Add(rest[found.Location].ToString());
        return blocks.ToImmutable();
    }

    private static ImmutableSortedDictionary<string, T> List<T>(V1Secret secret, string name) =>
        secret.Data.TryGetValue(name, out var bytes) && bytes.Length > 0
            ? (JsonSerializer.Deserialize<Dictionary<string, T>>(bytes, Json) ?? []).ToImmutableSortedDictionary(StringComparer.Ordinal)
            : ImmutableSortedDictionary.Create<string, T>(StringComparer.Ordinal);
}

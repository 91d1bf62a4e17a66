using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using k8s;

namespace MesosOperator.Kubernetes.Members.Connections;

/// <summary>What is known of credentials, and of the way to the server, without asking it.</summary>
internal sealed record MemberCredentials
{
    /// <summary>When they end, where they say so.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>What kind they are of, for people.</summary>
    public string Kind { get; init; } = "credentials";

    /// <summary>By which proxy the server is reached; null: directly.</summary>
    public Uri? Proxy { get; init; }

    /// <summary>Whether the server's certificate is taken as it comes.</summary>
    public bool IsUnverified { get; init; }

    /// <summary>Reads from a configuration when its credentials end.</summary>
    public static MemberCredentials Of(KubernetesClientConfiguration configuration)
    {
        if (!string.IsNullOrEmpty(configuration.ClientCertificateData))
            return new() { Kind = "client certificate", ExpiresAt = EndOfCertificate(configuration.ClientCertificateData) };
        return string.IsNullOrEmpty(configuration.AccessToken) ? new() : new() { Kind = "token", ExpiresAt = EndOfToken(configuration.AccessToken) };
    }

    private static DateTimeOffset? EndOfCertificate(string data)
    {
        try
        {
            using var certificate = X509Certificate2.CreateFromPem(Encoding.UTF8.GetString(Convert.FromBase64String(data)));
            return certificate.NotAfter.ToUniversalTime();
        }
        catch (Exception unreadable) when (unreadable is FormatException or CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Tokens of service accounts say when they end; others may be anything.</summary>
    private static DateTimeOffset? EndOfToken(string token)
    {
        if (token.Split('.') is not [_, var claims, _])
            return null;
        try
        {
            using var read = JsonDocument.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(claims));
            return read.RootElement.ValueKind == JsonValueKind.Object && read.RootElement.TryGetProperty("exp", out var end) && end.TryGetInt64(out var seconds)
                && seconds is > 0 and < 253_402_300_800 ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
        }
        catch (Exception unreadable) when (unreadable is FormatException or JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>What is to be said of them when they have ended; null while they have not.</summary>
    public string? EndedBy(DateTimeOffset now) =>
        ExpiresAt is { } end && end <= now ? string.Create(CultureInfo.InvariantCulture, $"The {Kind} was good until {end:u}") : null;
}

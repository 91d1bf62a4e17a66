using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MesosOperator.Protocol.Certificates;

namespace MesosOperator.AgentRuntime.Link;

/// <summary>
/// Which operator is the right one when it is reached by TLS: one whose certificate is for the expected host and is that of
/// a file, or issued by one there. Without a file the authorities that the system trusts do. The file is read at each
/// connection, so that it may change.
/// </summary>
public sealed class OperatorTrust
{
    private const string ServerPurpose = "1.3.6.1.5.5.7.3.1";

    private readonly string? _file;
    private readonly string _name;

    /// <param name="operator">Where the operator is.</param>
    /// <param name="file">Certificates in PEM, or null.</param>
    /// <param name="name">The host that the certificate must be for; null: the one of the address.</param>
    public OperatorTrust(Uri @operator, string? file, string? name)
    {
        ArgumentNullException.ThrowIfNull(@operator);
        _file = file;
        _name = name ?? @operator.IdnHost;
    }

    /// <summary>The operator's own authorities, where they are known: then they vouch for it, and the file if there is one, but not the system.</summary>
    internal X509Certificate2Collection Authorities { get; init; } = [];

    /// <summary>What is wrong with a file, or null.</summary>
    public static string? Problem(string file)
    {
        try
        {
            return Read(file).Count == 0 ? $"'{file}' holds no certificate in PEM" : null;
        }
        catch (Exception failure) when (IsOfFile(failure))
        {
            return $"'{file}' cannot be read: {failure.Message}";
        }
    }

    /// <summary>For a client's handler.</summary>
    public SslClientAuthenticationOptions Options() => Options(null);

    /// <summary>For a client's handler that shows who it is, too.</summary>
    internal SslClientAuthenticationOptions Options(X509Certificate2? shown) => new()
    {
        EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
        ClientCertificateContext = shown is null ? null : SslStreamCertificateContext.Create(shown, null, offline: true),
        RemoteCertificateValidationCallback = (_, certificate, chain, errors) => certificate is X509Certificate2 leaf && IsTrusted(leaf, chain, errors),
    };

    /// <summary>For who only asks what he does not have to believe, and shows nothing.</summary>
    internal static SslClientAuthenticationOptions Nobody() => new()
    {
        EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
        RemoteCertificateValidationCallback = (_, _, _, _) => true,
    };

    private bool IsTrusted(X509Certificate2 leaf, X509Chain? chain, SslPolicyErrors errors)
    {
        if (Authorities.Count > 0 && LinkNames.In(leaf).Contains(LinkNames.Operator) && IsOf(Authorities, leaf, chain))
            return true;
        if ((Authorities.Count > 0 && _file is null) || !leaf.MatchesHostname(_name))
            return false;
        if (_file is null)
            return (errors & ~SslPolicyErrors.RemoteCertificateNameMismatch) == SslPolicyErrors.None;
        try
        {
            return IsOf(Read(_file), leaf, chain);
        }
        catch (Exception failure) when (IsOfFile(failure))
        {
            return false;
        }
    }

    private static bool IsOf(X509Certificate2Collection trusted, X509Certificate2 leaf, X509Chain? presented)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(trusted);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(ServerPurpose));
        if (presented is not null)
            chain.ChainPolicy.ExtraStore.AddRange(presented.ChainPolicy.ExtraStore);
        if (trusted.Any(known => known.RawDataMemory.Span.SequenceEqual(leaf.RawDataMemory.Span)))
            chain.ChainPolicy.VerificationFlags = X509VerificationFlags.AllowUnknownCertificateAuthority;
        return chain.Build(leaf);
    }

    private static X509Certificate2Collection Read(string file)
    {
        var certificates = new X509Certificate2Collection();
        certificates.ImportFromPemFile(file);
        return certificates;
    }

    private static bool IsOfFile(Exception failure) =>
        failure is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException;
}

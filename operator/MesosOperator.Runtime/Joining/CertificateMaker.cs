using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MesosOperator.Protocol.Certificates;

namespace MesosOperator.Runtime.Joining;

/// <summary>Makes the three kinds of certificates of the agent link: of the authority, of agents and of the operator.</summary>
internal static class CertificateMaker
{
    private const string ServerPurpose = "1.3.6.1.5.5.7.3.1";
    private const string ClientPurpose = "1.3.6.1.5.5.7.3.2";
    private const int SerialLength = 16;

    /// <summary>A new authority.</summary>
    public static AuthorityPair Authority(DateTimeOffset now, TimeSpan life)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=mesos-operator agent authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        using var certificate = request.CreateSelfSigned(now - LinkNames.Backdating, now + life);
        return new(certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }

    /// <summary>
    /// A certificate for the key of a request. Nothing else of the request is taken over.
    /// </summary>
    /// <exception cref="CryptographicException">The request makes no sense, or is not signed by its key.</exception>
    public static X509Certificate2 Agent(X509Certificate2 authority, byte[] wish, string uri, DateTimeOffset now, DateTimeOffset until)
    {
        var asked = CertificateRequest.LoadSigningRequest(wish, HashAlgorithmName.SHA256, CertificateRequestLoadOptions.Default);
        var request = new CertificateRequest(new X500DistinguishedName("CN=mesos-agent"), asked.PublicKey, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddUri(new Uri(uri));
        request.CertificateExtensions.Add(names.Build());
        return Issue(authority, request, ClientPurpose, now, until);
    }

    /// <summary>A certificate for the operator itself, with its key.</summary>
    public static X509Certificate2 Operator(X509Certificate2 authority, IEnumerable<string> hosts, DateTimeOffset now, DateTimeOffset until)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=mesos-operator", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddUri(new Uri(LinkNames.Operator));
        names.AddDnsName("mesos-operator");
        foreach (var host in hosts)
            if (IPAddress.TryParse(host, out var address))
                names.AddIpAddress(address);
            else
                names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        using var bare = Issue(authority, request, ServerPurpose, now, until);
        using var whole = bare.CopyWithPrivateKey(key);
        // A key that is only in memory is not found by TLS on every platform unless it passes through PKCS 12.
        return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pkcs12), null);
    }

    private static X509Certificate2 Issue(
        X509Certificate2 authority, CertificateRequest request, string purpose, DateTimeOffset now, DateTimeOffset until)
    {
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(purpose)], true));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(authority, true, false));
        // No certificate outlives who vouches for it.
        var start = now - LinkNames.Backdating;
        var (first, last) = (new DateTimeOffset(authority.NotBefore), new DateTimeOffset(authority.NotAfter));
        return request.Create(authority, start > first ? start : first, until < last ? until : last, SerialOf(request, now));
    }

    /// <summary>Each certificate is of a new key, or of a new moment.</summary>
    private static byte[] SerialOf(CertificateRequest request, DateTimeOffset now)
    {
        var serial = SHA256.HashData([.. request.PublicKey.EncodedKeyValue.RawData, .. BitConverter.GetBytes(now.UtcTicks)])[..SerialLength];
        serial[0] = (byte)((serial[0] & 0x7f) | 0x40); // positive, and of the same length always
        return serial;
    }
}

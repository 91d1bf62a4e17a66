using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MesosOperator.Embedded.Hosting;

/// <summary>
/// The certificate of the server, signed by itself: kubectl sends a token over TLS only. It is made once and kept, so
/// that copies of the kubeconfig file stay valid.
/// </summary>
internal static class ServerCertificate
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(10 * 365);

    private static readonly TimeSpan RenewBefore = TimeSpan.FromDays(30);

    /// <summary>Reads the certificate with its key, or makes one where there is none that holds a while.</summary>
    public static X509Certificate2 ReadOrMake(string path, DateTimeOffset now)
    {
        if (File.Exists(path))
        {
            try
            {
                var present = Loaded(File.ReadAllText(path));
                if (present.NotAfter.ToUniversalTime() > now.UtcDateTime + RenewBefore)
                    return present;
                present.Dispose();
            }
            catch (CryptographicException e)
            {
                throw new EmbeddedApiServerException($"{path} holds no certificate with its key ({e.Message}): remove it, and a new one is made", e);
            }
        }
        SecretFiles.Write(path, Make(now));
        return Loaded(File.ReadAllText(path));
    }

    /// <summary>A key that came from PEM is not found by TLS on every platform unless it passes through PKCS 12.</summary>
    private static X509Certificate2 Loaded(string pem)
    {
        using var certificate = X509Certificate2.CreateFromPem(pem, pem);
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }

    private static string Make(DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=mesos-operator", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.IPv6Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyCertSign, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(ServerAuthentication)], false));
        using var certificate = request.CreateSelfSigned(now - TimeSpan.FromDays(1), now + Lifetime);
        return $"{certificate.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n";
    }
}

using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MesosOperator.TestKit.Kubernetes.Servers;

/// <summary>The keys of one API server, made for it: an authority, a certificate of it, and what signs service accounts.</summary>
internal sealed class ServerKeys : IDisposable
{
    private static readonly TimeSpan Validity = TimeSpan.FromDays(1);

    private readonly string _folder;
    private readonly X509Certificate2 _issuer;
    private byte _serial = 1;

    /// <summary>Makes the keys and writes them into a folder.</summary>
    public ServerKeys(string folder, IPAddress address, TimeProvider time)
    {
        _folder = folder;
        var (from, to) = (time.GetUtcNow() - Validity, time.GetUtcNow() + Validity);
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var authority = new CertificateRequest("CN=test-authority", authorityKey, HashAlgorithmName.SHA256);
        authority.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        authority.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        authority.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(authority.PublicKey, false));
        _issuer = authority.CreateSelfSigned(from, to);

        using var serverKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var server = new CertificateRequest("CN=kube-apiserver", serverKey, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(address);
        names.AddDnsName("localhost");
        server.CertificateExtensions.Add(names.Build());
        using var certificate = server.Create(_issuer, from, to, [_serial]);

        using var accountsKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Authority = X509CertificateLoader.LoadCertificate(_issuer.RawData);
        Write("ca.crt", _issuer.ExportCertificatePem());
        Write("server.crt", certificate.ExportCertificatePem());
        Write("server.key", serverKey.ExportECPrivateKeyPem());
        Write("accounts.key", accountsKey.ExportECPrivateKeyPem());
    }

    /// <summary>The certificate of the authority, without its key.</summary>
    public X509Certificate2 Authority { get; }

    public string AuthorityFile => File("ca.crt");

    public string ServerCertificateFile => File("server.crt");

    public string ServerKeyFile => File("server.key");

    public string ServiceAccountsKeyFile => File("accounts.key");

    /// <summary>A certificate by which somebody is known, and its key, in PEM; good from an hour before until then.</summary>
    public (string Certificate, string Key) IssueClient(KubeUser user, DateTimeOffset until)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(string.Join(',', [$"CN={user.Name}", .. user.Groups.Select(group => $"O={group}")]), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.2")], false));
        using var certificate = request.Create(_issuer, until - TimeSpan.FromHours(1), until, [++_serial]);
        return (certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }

    public void Dispose()
    {
        Authority.Dispose();
        _issuer.Dispose();
    }

    private string File(string name) => Path.Combine(_folder, name);

    private void Write(string name, string text) => System.IO.File.WriteAllText(File(name), text);
}

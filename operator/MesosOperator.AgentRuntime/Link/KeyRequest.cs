using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MesosOperator.AgentRuntime.Link;

/// <summary>A new key, which never leaves this host, and the request to certify it.</summary>
internal sealed class KeyRequest : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>PKCS #10 in DER.</summary>
    public byte[] Request => new CertificateRequest("CN=mesos-agent", _key, HashAlgorithmName.SHA256).CreateSigningRequest();

    /// <summary>The key with what was certified of it.</summary>
    /// <param name="certificate">In PEM.</param>
    /// <param name="authorities">In PEM; empty where others vouch for the operator.</param>
    /// <exception cref="CryptographicException">It makes no sense.</exception>
    /// <exception cref="ArgumentException">The certificate is that of another key.</exception>
    public AgentCertificate With(string certificate, string authorities) =>
        AgentCertificate.Parse($"{certificate.Trim()}\n{_key.ExportPkcs8PrivateKeyPem()}\n{authorities.Trim()}\n");

    public void Dispose() => _key.Dispose();
}

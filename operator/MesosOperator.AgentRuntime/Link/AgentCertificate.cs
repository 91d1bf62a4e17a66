using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MesosOperator.Protocol.Certificates;

namespace MesosOperator.AgentRuntime.Link;

/// <summary>By which this host is an agent: a certificate with its key, and the authorities that vouch for the operator.</summary>
/// <param name="Certificate">With its key.</param>
/// <param name="Authorities">None where the operator is known by other means.</param>
/// <param name="Text">All of it in PEM: the certificate, its key, the authorities.</param>
internal sealed record AgentCertificate(X509Certificate2 Certificate, X509Certificate2Collection Authorities, string Text)
{
    /// <summary>When it is over.</summary>
    public DateTimeOffset End => new(Certificate.NotAfter);

    /// <summary>When it was issued.</summary>
    public DateTimeOffset Start => new DateTimeOffset(Certificate.NotBefore) + LinkNames.Backdating;

    /// <exception cref="CryptographicException">The text makes no sense.</exception>
    /// <exception cref="ArgumentException">The key is not that of the certificate.</exception>
    public static AgentCertificate Parse(string text)
    {
        var certificate = X509Certificate2.CreateFromPem(text, text);
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPem(text);
        authorities.RemoveAt(0);
        return new(certificate, authorities, text);
    }
}

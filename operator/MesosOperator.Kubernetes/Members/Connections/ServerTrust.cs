using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace MesosOperator.Kubernetes.Members.Connections;

/// <summary>Listens when the certificate of a server is judged, to be able to say why it was not accepted.</summary>
internal sealed class ServerTrust(TimeProvider time)
{
    private volatile string? _problem;

    /// <summary>Why the certificate that was seen last was not accepted; null where it was, or none was seen.</summary>
    public string? Problem => _problem;

    /// <summary>Listens to what judges by these options.</summary>
    public void Watch(SslClientAuthenticationOptions options)
    {
        var judge = options.RemoteCertificateValidationCallback;
        options.RemoteCertificateValidationCallback = (sender, certificate, chain, errors) =>
        {
            var accepted = judge is null ? errors == SslPolicyErrors.None : judge(sender, certificate, chain, errors);
            _problem = accepted ? null : Why(certificate, errors);
            return accepted;
        };
    }

    private string Why(X509Certificate? shown, SslPolicyErrors errors)
    {
        if (shown is null)
            return "it shows none";
        using var certificate = new X509Certificate2(shown);
        var now = time.GetUtcNow();
        if (certificate.NotAfter.ToUniversalTime() < now)
            return $"it was good until {certificate.NotAfter.ToUniversalTime():u}";
        if (certificate.NotBefore.ToUniversalTime() > now)
            return $"it is good from {certificate.NotBefore.ToUniversalTime():u} on";
        return errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch)
            ? $"it is for other names than the address says ({certificate.Subject})"
            : $"it is not of the authority that the kubeconfig names, but of {certificate.Issuer}";
    }
}

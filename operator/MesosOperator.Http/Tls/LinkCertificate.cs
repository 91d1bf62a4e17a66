using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using MesosOperator.Runtime.Joining;
using Microsoft.Extensions.DependencyInjection;

namespace MesosOperator.Http.Tls;

/// <summary>
/// What the agent link shows and asks for. Agents' certificates are looked at after the greeting, where it can be told
/// what is wrong with them; TLS proves that their keys are there.
/// </summary>
internal sealed class LinkCertificate(JoiningOptions options, IServiceProvider services)
{
    private readonly AgentAuthority? _authority = options.Authentication == AgentAuthentication.None ? null : services.GetRequiredService<AgentAuthority>();
    private readonly Lock _gate = new();
    private (X509Certificate2 Certificate, SslStreamCertificateContext Context)? _own;

    /// <summary>Whether the link speaks TLS though it was given no files.</summary>
    public bool IsOwn => _authority is not null && options.ServerCertificate == OperatorCertificateSource.OwnAuthority;

    /// <summary>The certificate of the operator's own authority.</summary>
    /// <exception cref="AuthenticationException">The authority is not known yet.</exception>
    public SslStreamCertificateContext Own()
    {
        var certificate = _authority?.OperatorCertificate() ?? throw new AuthenticationException("The authority of this operator is not known yet");
        lock (_gate)
        {
            if (_own is not { } own || own.Certificate != certificate)
                _own = own = (certificate, SslStreamCertificateContext.Create(certificate, null, offline: true));
            return own.Context;
        }
    }

    /// <summary>Asks the caller for its certificate, where anybody wants to see it.</summary>
    public void Ask(SslServerAuthenticationOptions greeting)
    {
        if (_authority is null)
            return;
        greeting.ClientCertificateRequired = true;
        greeting.AllowTlsResume = false;
        greeting.CertificateRevocationCheckMode = X509RevocationMode.NoCheck;
        greeting.RemoteCertificateValidationCallback = (_, _, _, _) => true;
    }
}

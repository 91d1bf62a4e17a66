using System.Net.Security;
using System.Security.Authentication;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging;

namespace MesosOperator.Http.Tls;

/// <summary>Makes listeners speak TLS 1.2 or 1.3, each with the certificate of its files.</summary>
internal sealed class TlsListeners(LinkCertificate link, TimeProvider time, ILogger<ServerCertificate> logger) : IDisposable
{
    private readonly Dictionary<TlsFiles, ServerCertificate> _certificates = [];

    /// <summary>Leaves the listener as it is when there are no files for it.</summary>
    public void Protect(ListenOptions listen, TlsFiles? files)
    {
        if (files is null)
            return;
        var certificate = CertificateOf(files);
        listen.UseHttps(new TlsHandshakeCallbackOptions
        {
            OnConnection = _ => ValueTask.FromResult(new SslServerAuthenticationOptions
            {
                ServerCertificateContext = certificate.Current,
                EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
                ApplicationProtocols = [SslApplicationProtocol.Http11],
            }),
        });
    }

    /// <summary>The listener for agents: with a certificate of files, or of the operator's own authority.</summary>
    public void ProtectLink(ListenOptions listen, TlsFiles? files)
    {
        if (files is null && !link.IsOwn)
            return;
        var certificate = files is null ? null : CertificateOf(files);
        listen.UseHttps(new TlsHandshakeCallbackOptions
        {
            OnConnection = _ =>
            {
                var greeting = new SslServerAuthenticationOptions
                {
                    ServerCertificateContext = certificate is null ? link.Own() : certificate.Current,
                    EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
                    ApplicationProtocols = [SslApplicationProtocol.Http2],
                };
                link.Ask(greeting);
                return ValueTask.FromResult(greeting);
            },
        });
    }

    public void Dispose()
    {
        foreach (var certificate in _certificates.Values)
            certificate.Dispose();
    }

    private ServerCertificate CertificateOf(TlsFiles files)
    {
        if (!_certificates.TryGetValue(files, out var certificate))
            _certificates.Add(files, certificate = new ServerCertificate(files, time, logger));
        return certificate;
    }
}

using System.Net.Security;
using Microsoft.Extensions.Logging;

namespace MesosOperator.Http.Tls;

/// <summary>
/// A listener's certificate, which follows its files: looked at every few seconds by what is in them, since a mounted
/// Secret changes by a link that is set anew. What cannot be used, such as one half of a change, leaves the last good one.
/// </summary>
internal sealed class ServerCertificate : IDisposable
{
    /// <summary>How often the files are looked at.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly TlsFiles _files;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ITimer _timer;
    private volatile SslStreamCertificateContext _current;
    private string _text;
    private string? _problem;

    /// <exception cref="InvalidOperationException">The files cannot be used.</exception>
    public ServerCertificate(TlsFiles files, TimeProvider time, ILogger<ServerCertificate> logger)
    {
        (_files, _time, _logger) = (files, time, logger);
        var (loaded, problem) = LoadedCertificate.Load(files);
        (_current, _text) = Use(loaded ?? throw new InvalidOperationException(problem));
        _timer = time.CreateTimer(_ => Look(), null, Interval, Interval);
    }

    /// <summary>What to greet the next client with.</summary>
    public SslStreamCertificateContext Current => _current;

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        var (loaded, problem) = LoadedCertificate.Load(_files);
        if (problem is not null && problem != _problem)
            TlsLog.Kept(_logger, _files.CertificatePath, problem);
        _problem = problem;
        if (loaded is null)
            return;
        if (loaded.Text == _text)
            loaded.Leaf.Dispose();
        else
            (_current, _text) = Use(loaded);
    }

    private (SslStreamCertificateContext Context, string Text) Use(LoadedCertificate loaded)
    {
        var (start, end) = (new DateTimeOffset(loaded.Leaf.NotBefore), new DateTimeOffset(loaded.Leaf.NotAfter));
        TlsLog.InUse(_logger, _files.CertificatePath, loaded.Leaf.Subject, end);
        if (_time.GetUtcNow() < start || _time.GetUtcNow() > end)
            TlsLog.NotValidNow(_logger, _files.CertificatePath, start, end);
        return (SslStreamCertificateContext.Create(loaded.Leaf, loaded.Links, offline: true), loaded.Text);
    }
}

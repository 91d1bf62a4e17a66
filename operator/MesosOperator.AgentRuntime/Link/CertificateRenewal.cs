using Google.Protobuf;
using MesosOperator.Core.Primitives;
using MesosOperator.Protocol.AgentLink;
using Microsoft.Extensions.Logging;

namespace MesosOperator.AgentRuntime.Link;

/// <summary>
/// Asks for a new certificate on a link when about two thirds of the life of the present one are over, and again and again
/// until it has it. The link goes on as it is; the next one shows the new certificate.
/// </summary>
internal sealed class CertificateRenewal : IDisposable
{
    private const double Due = 2.0 / 3;

    /// <summary>Up to this part of its life earlier, by chance: hosts that joined together are not to come back together.</summary>
    private const double Spread = 0.1;

    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    private readonly LinkCredentials _credentials;
    private readonly ILinkSession _session;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly ITimer _timer;
    private readonly double _chance;
    private readonly Lock _gate = new();
    private KeyRequest? _asked;

    public CertificateRenewal(LinkCredentials credentials, ILinkSession session, Prng chance, TimeProvider time, ILogger log)
    {
        (_credentials, _session, _time, _log) = (credentials, session, time, log);
        _chance = chance.NextDouble();
        _timer = time.CreateTimer(_ => Ask(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Arm();
    }

    /// <summary>The operator has sent a certificate.</summary>
    public void Hear(Admitted admitted)
    {
        lock (_gate)
        {
            if (_asked is null)
                return;
            if (_credentials.Take(admitted, _asked) is { } problem)
            {
                JoiningLog.NotTaken(_log, problem);
                return;
            }

            JoiningLog.Renewed(_log, _credentials.Current!.End);
            _asked.Dispose();
            _asked = null;
            Arm();
        }
    }

    public void Dispose()
    {
        _timer.Dispose();
        lock (_gate)
            _asked?.Dispose();
    }

    /// <summary>How long after it was issued a certificate is to be renewed.</summary>
    internal static TimeSpan AgeOf(AgentCertificate certificate, double chance) => (certificate.End - certificate.Start) * (Due - (Spread * chance));

    private void Arm()
    {
        if (_credentials.Current is { } current)
            _timer.Change(Clamp(current.Start + AgeOf(current, _chance) - _time.GetUtcNow(), TimeSpan.Zero), Timeout.InfiniteTimeSpan);
    }

    private void Ask()
    {
        lock (_gate)
        {
            if (_credentials.Current is not { } current)
                return;
            if (current.Start + AgeOf(current, _chance) - _time.GetUtcNow() > TimeSpan.Zero)
            {
                Arm(); // a timer does not reach that far
                return;
            }

            _asked ??= new KeyRequest();
            _session.TrySend(new AgentMessage { RenewCertificate = new() { CertificateRequest = ByteString.CopyFrom(_asked.Request) } });
            _timer.Change(Clamp((current.End - current.Start) / 12, ShortestPause), Timeout.InfiniteTimeSpan);
        }
    }

    private static TimeSpan Clamp(TimeSpan pause, TimeSpan shortest) => pause < shortest ? shortest : pause > LongestPause ? LongestPause : pause;
}

using System.Runtime.InteropServices;

namespace MesosOperator.Host.Serving;

/// <summary>
/// The first SIGINT (Ctrl-C), SIGTERM or SIGHUP asks to stop, a later one ends the process at once; tasks of an agent in
/// it end either way.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    /// <summary>Some who start programs signal the process and its group: that is one wish, not two.</summary>
    private static readonly TimeSpan SameWish = TimeSpan.FromMilliseconds(500);

    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _asked = new();
    private readonly PosixSignalRegistration[] _registrations;
    private readonly Lock _gate = new();
    private long? _askedAt;

    public StopSignals(TimeProvider time)
    {
        _time = time;
        _registrations =
            [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP }.Select(signal => PosixSignalRegistration.Create(signal, Handle))];
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Asked => _asked.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
        _asked.Dispose();
    }

    private void Handle(PosixSignalContext signal)
    {
        signal.Cancel = true;
        lock (_gate)
        {
            if (_askedAt is { } askedAt)
            {
                if (_time.GetElapsedTime(askedAt) > SameWish)
                    Environment.Exit(ExitCodes.Forced);
                return;
            }

            _askedAt = _time.GetTimestamp();
        }

        Console.Error.WriteLine($"{signal.Signal}: stopping; once more ends it at once");
        _asked.Cancel();
    }
}

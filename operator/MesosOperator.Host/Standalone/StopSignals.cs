using System.Runtime.InteropServices;

namespace MesosOperator.Host.Standalone;

/// <summary>
/// The first SIGINT (Ctrl-C), SIGTERM or SIGHUP asks to stop, the second ends the process at once; tasks of an agent in
/// it end either way.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource _asked = new();
    private readonly PosixSignalRegistration[] _registrations;
    private int _count;

    public StopSignals() => _registrations =
        [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP }.Select(signal => PosixSignalRegistration.Create(signal, Handle))];

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
        if (Interlocked.Increment(ref _count) > 1)
            Environment.Exit(ExitCodes.Forced);
        Console.Error.WriteLine($"{signal.Signal}: stopping; once more ends it at once");
        _asked.Cancel();
    }
}

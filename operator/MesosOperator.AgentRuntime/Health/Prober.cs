using System.Collections.Concurrent;
using MesosOperator.AgentRuntime.Tasks;
using Microsoft.Extensions.Logging;
using Task = System.Threading.Tasks.Task;

namespace MesosOperator.AgentRuntime.Health;

/// <summary>
/// Probes tasks, many at the same time and none on a thread of its own: one that does not answer keeps nobody waiting
/// until so many of them do that the bounds are reached.
/// </summary>
internal sealed class Prober(ProbeKit kit, Func<TaskLaunch, ProbeKind, ProbeResult, ValueTask> tell, TimeProvider time, ILogger log) : IAsyncDisposable
{
    /// <summary>Sockets that wait for an answer.</summary>
    private const int MostConnections = 4_096;

    /// <summary>Commands that run.</summary>
    private const int MostCommands = 256;

    private readonly ConcurrentDictionary<string, CancellationTokenSource> _tasks = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Task, bool> _atWork = new();
    private readonly SemaphoreSlim _connecting = new(MostConnections);
    private readonly SemaphoreSlim _running = new(MostCommands);
    private readonly PageProbe _pages = new();

    /// <summary>Tells the result, unless the task is stopped before.</summary>
    /// <param name="launch">The task.</param>
    /// <param name="pid">Its supervisor.</param>
    /// <param name="kind">What the probe is for.</param>
    /// <param name="spec">What to try.</param>
    public void Start(TaskLaunch launch, int pid, ProbeKind kind, ProbeSpec spec)
    {
        var stop = _tasks.GetOrAdd(launch.ContainerId, _ => new CancellationTokenSource()).Token;
        var work = Task.Run(() => ProbeAsync(launch, pid, kind, spec, stop), CancellationToken.None);
        _atWork[work] = true;
        _ = work.ContinueWith(done => _atWork.TryRemove(done, out bool _), TaskScheduler.Default);
    }

    /// <summary>Gives up what is at work for that task, which is not probed any more.</summary>
    public void Stop(TaskLaunch launch)
    {
        if (_tasks.TryRemove(launch.ContainerId, out var stop))
            stop.Cancel();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var stop in _tasks.Values)
            await stop.CancelAsync();
        await Task.WhenAll(_atWork.Keys);
        _pages.Dispose();
        kit.Commands.Dispose();
        _connecting.Dispose();
        _running.Dispose();
    }

    private async Task ProbeAsync(TaskLaunch launch, int pid, ProbeKind kind, ProbeSpec spec, CancellationToken stop)
    {
        try
        {
            var result = await TakeTurnAsync(launch, pid, kind, spec, stop);
            await tell(launch, kind, result);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Nobody waits for it any more.
        }
    }

    private async Task<ProbeResult> TakeTurnAsync(TaskLaunch launch, int pid, ProbeKind kind, ProbeSpec spec, CancellationToken stop)
    {
        var turns = spec.Command is null ? _connecting : _running;
        await turns.WaitAsync(stop);
        try
        {
            return await LimitAsync(launch, pid, kind, spec, stop);
        }
        finally
        {
            turns.Release();
        }
    }

    private async Task<ProbeResult> LimitAsync(TaskLaunch launch, int pid, ProbeKind kind, ProbeSpec spec, CancellationToken stop)
    {
        using var limit = new CancellationTokenSource(spec.Timeout ?? Timeout.InfiniteTimeSpan, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(stop, limit.Token);
        try
        {
            return await TryAsync(launch, pid, kind, spec, both.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !stop.IsCancellationRequested)
        {
            return ProbeResult.TimedOut(spec.Timeout!.Value);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            HealthLog.Fault(log, launch.Key, fault);
            return ProbeResult.Unanswered(fault.Message);
        }
    }

    private Task<ProbeResult> TryAsync(TaskLaunch launch, int pid, ProbeKind kind, ProbeSpec spec, CancellationToken stop)
    {
        if (spec.Command is { } command)
            return TaskImages.NameOf(launch.Task) is null ? kit.Commands.TryAsync(launch, pid, command, stop) : kit.Containers.TryAsync(launch, kind, command, stop);
        var open = kit.Sockets.FactoryFor(launch, pid);
        return spec.Page is not null ? _pages.TryAsync(spec, open, stop) : PortProbe.TryAsync(spec, open, stop);
    }
}

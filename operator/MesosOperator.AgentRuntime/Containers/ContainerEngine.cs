using System.Collections.Concurrent;
using System.Threading.Channels;
using MesosOperator.AgentRuntime.Containers.Daemon;
using MesosOperator.AgentRuntime.Containers.Images;
using MesosOperator.AgentRuntime.Hooks;
using MesosOperator.AgentRuntime.Launching;
using Microsoft.Extensions.Logging;

namespace MesosOperator.AgentRuntime.Containers;

/// <summary>
/// Runs containers by containerd (docs/decisions/0012-containerd.md). None of its methods fails or waits without end because
/// containerd is away; what could not be removed is removed when it is back.
/// </summary>
internal sealed class ContainerEngine : IAsyncDisposable
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, byte> _inUse = new(StringComparer.Ordinal);
    private readonly Channel<byte> _sweeps = Channel.CreateBounded<byte>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly CancellationTokenSource _ending = new();
    private readonly ContainerStarter _starter;
    private readonly ContainerEnds _ends;
    private readonly ContainerRemover _remover;
    private readonly ContainerPrograms _programs;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private Task _sweeping = Task.CompletedTask;

    public ContainerEngine(ContainerStarter starter, ContainerEnds ends, ContainerRemover remover, ContainerPrograms programs, TimeProvider time, ILogger log) =>
        (_starter, _ends, _remover, _programs, _time, _log) = (starter, ends, remover, programs, time, log);

    /// <summary>From now on containers of this agent that nobody has claimed are removed.</summary>
    public void BeginSweeping()
    {
        _sweeping = KeepTidyAsync();
        _sweeps.Writer.TryWrite(0);
    }

    /// <summary>Keeps a container of an earlier life of this agent.</summary>
    public void Claim(string id) => _inUse[id] = 0;

    /// <summary>Starts the container of a task; where that fails nothing of it is left, or will be.</summary>
    public async Task<StartedContainer> StartAsync(TaskDraft draft, CancellationToken stop)
    {
        var id = draft.Launch.ContainerId;
        Claim(id);
        var started = await TryStartAsync(draft, stop);
        if (started.Problem is not null)
            await RemoveAsync(id);
        return started;
    }

    /// <summary>Starts what was made but not started when the agent ended, and ends what ran beside it for others.</summary>
    public async Task ResumeAsync(string id)
    {
        try
        {
            if (await _ends.IsOnlyCreatedAsync(id, _ending.Token))
                await _starter.BeginAsync(id, _ending.Token);
            await _programs.RemoveLeftAsync(id);
        }
        catch (Exception fault) when (fault is DaemonException or OperationCanceledException)
        {
            // It runs, as most do; or its end will tell.
        }
    }

    /// <summary>How a container ended whose first process has. Null when the agent ends before that is known.</summary>
    public async Task<TaskEnd?> EndAsync(string id)
    {
        try
        {
            return await _ends.EndAsync(id, _ending.Token);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
        catch (Exception fault)
        {
            ContainerLog.Fault(_log, id, fault);
            return new TaskEnd(null);
        }
    }

    /// <summary>Ends and removes a container, now or when containerd can.</summary>
    public async Task RemoveAsync(string id)
    {
        _inUse.TryRemove(id, out _);
        if (await TryRemoveAsync(id))
            return;
        _sweeps.Writer.TryWrite(0);
    }

    /// <summary>Removes every container of this agent; false where that is not possible.</summary>
    public async Task<bool> RemoveAllAsync()
    {
        _inUse.Clear();
        return await SweepAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _sweeps.Writer.TryComplete();
        await _sweeping;
        _starter.Dispose();
        _ending.Dispose();
    }

    private async Task<StartedContainer> TryStartAsync(TaskDraft draft, CancellationToken stop)
    {
        try
        {
            return await _starter.StartAsync(draft, stop);
        }
        catch (ImageException fault)
        {
            return StartedContainer.Failed(fault.Message);
        }
        catch (DaemonException fault)
        {
            return StartedContainer.Failed(fault.Fault == DaemonFault.Unavailable ? fault.Message : $"The container cannot be started: {RuntimeMessage.Plain(fault.Message)}");
        }
        catch (OperationCanceledException)
        {
            return StartedContainer.Failed("The launch was cancelled");
        }
        catch (Exception fault)
        {
            ContainerLog.LaunchFault(_log, draft.Launch.ContainerId, fault);
            return StartedContainer.Failed($"Starting the container failed: {fault.Message}");
        }
    }

    private async Task KeepTidyAsync()
    {
        try
        {
            await foreach (var _ in _sweeps.Reader.ReadAllAsync(_ending.Token))
                for (var pause = ShortestPause; !await SweepAsync(); pause = Longer(pause))
                    await Task.Delay(pause, _time, _ending.Token);
        }
        catch (OperationCanceledException)
        {
            // The next agent goes on.
        }
    }

    private async Task<bool> SweepAsync()
    {
        try
        {
            var isTidy = true;
            foreach (var id in await _remover.ListAsync(_ending.Token))
            {
                if (_inUse.ContainsKey(id))
                    continue;
                ContainerLog.Orphan(_log, id);
                isTidy &= await TryRemoveAsync(id);
            }

            return isTidy;
        }
        catch (DaemonException)
        {
            return false;
        }
    }

    private async Task<bool> TryRemoveAsync(string id)
    {
        try
        {
            var problem = await _remover.RemoveAsync(id, _ending.Token);
            if (problem is not null)
                ContainerLog.NotDisconnected(_log, id, problem);
            return problem is null;
        }
        catch (Exception fault) when (fault is DaemonException or OperationCanceledException)
        {
            ContainerLog.NotRemoved(_log, id, fault.Message);
            return false;
        }
    }

    private static TimeSpan Longer(TimeSpan pause) => pause * 2 < LongestPause ? pause * 2 : LongestPause;
}

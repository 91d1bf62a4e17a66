using MesosOperator.Core.Agents;
using MesosOperator.Core.Identity;
using MesosOperator.Kubernetes.Api;
using MesosOperator.Kubernetes.Reconciling.Queues;
using MesosOperator.Kubernetes.Telemetry;
using MesosOperator.Kubernetes.Timing;
using MesosOperator.Runtime.Ports;
using Microsoft.Extensions.Logging;

namespace MesosOperator.Kubernetes.Storage;

/// <summary>
/// Keeps the agents that nodes of clusters are, so many a second, and nobody waits for it: who they are is read from their
/// clusters again, whenever an operator begins. Thousands of nodes that come at once are offered before they are shown.
/// </summary>
internal sealed class LateAgents : IDisposable
{
    private const int Workers = 4;

    private readonly Lock _gate = new();
    private readonly Dictionary<AgentId, AgentInfo> _late = [];
    private readonly Dictionary<AgentId, Task> _writing = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly WorkQueue<AgentId> _queue;
    private readonly AgentRecords _records;
    private readonly ILeadership _leadership;
    private readonly ILogger _logger;
    private bool _works;

    public LateAgents(
        AgentRecords records, ILeadership leadership, Backoff backoff, TimeProvider time, ControllerMetrics metrics, ILogger<LateAgents> logger)
    {
        (_records, _leadership, _logger) = (records, leadership, logger);
        _queue = new WorkQueue<AgentId>(new WorkQueueOptions("late-agent"), backoff, time, metrics);
    }

    /// <summary>Whether an agent is still to be kept; then that it has no object says nothing.</summary>
    public bool Any
    {
        get
        {
            lock (_gate)
                return _late.Count > 0 || _writing.Count > 0;
        }
    }

    /// <summary>Keeps an agent when there is time.</summary>
    public void Add(AgentId id, AgentInfo info)
    {
        lock (_gate)
        {
            _late[id] = info;
            _queue.Add(id);
            if (_works)
                return;
            _works = true;
        }

        for (var worker = 0; worker < Workers; worker++)
            _ = WorkAsync();
    }

    /// <summary>What was to be kept of an agent, for somebody who has more to keep of it; nothing of it is being written then.</summary>
    public async Task<AgentInfo?> TakeAsync(AgentId id)
    {
        Task? writing;
        AgentInfo? info;
        lock (_gate)
            (writing, info) = (_writing.GetValueOrDefault(id), _late.Remove(id, out var late) ? late : null);
        if (writing is not null)
            await writing;
        return info;
    }

    public void Dispose()
    {
        _stop.Cancel();
        _queue.Close();
        _queue.Dispose();
    }

    private async Task WorkAsync()
    {
        try
        {
            while (await _queue.TakeAsync(_stop.Token) is { } id)
                await KeepAsync(id);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // That is how it ends.
        }
    }

    private async Task KeepAsync(AgentId id)
    {
        var written = new TaskCompletionSource();
        AgentInfo? info;
        lock (_gate)
            if (_late.Remove(id, out info))
                _writing[id] = written.Task;
        if (info is null || _leadership.Current.State != LeadershipState.Leading)
            info = null;
        TimeSpan? again = null;
        try
        {
            if (info is not null)
                await _records.KeepAsync(id, info, _stop.Token);
        }
        catch (ApiServerException problem)
        {
            StoreLog.TryingAgain(_logger, $"agent {id}", problem.Message);
            again = problem.RetryAfter ?? TimeSpan.Zero;
            lock (_gate)
                _late.TryAdd(id, info!);
        }
        finally
        {
            lock (_gate)
                _writing.Remove(id);
            written.SetResult();
            if (again is { } wait)
                _queue.Retry(id, wait);
            else
                _queue.Done(id);
        }
    }
}

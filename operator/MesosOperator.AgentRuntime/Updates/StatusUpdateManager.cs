using System.Collections.Immutable;
using MesosOperator.AgentRuntime.Tasks;
using MesosOperator.Core.Primitives;
using MesosOperator.Protocol.Mesos.V1;
using UpdateStatus = MesosOperator.Protocol.AgentLink.AgentMessage.Types.UpdateStatus;

namespace MesosOperator.AgentRuntime.Updates;

/// <summary>
/// Delivers status updates at least once and, per task, in order: one in flight, sent again until acknowledged
/// (mesos-semantics 3.8). Pure: it says what to send, and when it wants to be asked again.
/// </summary>
internal sealed class StatusUpdateManager
{
    private readonly LinkedMap<TaskKey, StatusUpdateStream> _streams = new();
    private readonly DeadlineQueue<TaskKey> _retries = new();
    private readonly SortedDictionary<TaskState, long> _tally = [];
    private bool _isPaused = true;

    /// <summary>When <see cref="Retry"/> has something to do; may be too early, never too late.</summary>
    public Instant NextRetry => _retries.Soonest;

    /// <summary>Tasks with updates that wait to be acknowledged.</summary>
    public int Count => _streams.Count;

    /// <summary>How many updates of each state were added.</summary>
    public ImmutableSortedDictionary<TaskState, long> Tally => _tally.ToImmutableSortedDictionary();

    /// <summary>Appends an update, which must carry a uuid; the one to send now, if it is its turn.</summary>
    public UpdateStatus? Add(TaskKey key, TaskStatus status, Instant now)
    {
        if (!_streams.TryGetValue(key, out var stream))
            _streams.Add(key, stream = new StatusUpdateStream(key));
        _tally[status.State] = _tally.GetValueOrDefault(status.State) + 1;
        var isFirst = stream.IsEmpty;
        stream.Add(status);
        return isFirst ? SendFirst(key, stream, now) : null;
    }

    /// <summary>
    /// Takes the update in flight out when the uuid is its own, and else does nothing: it was acknowledged before,
    /// or belongs to another life of the task.
    /// </summary>
    public Acknowledgement Acknowledge(TaskKey key, ReadOnlySpan<byte> uuid, Instant now)
    {
        if (!_streams.TryGetValue(key, out var stream) || stream.Acknowledge(uuid) is not { } acknowledged)
            return default;
        if (!stream.IsEmpty)
            return new(acknowledged, SendFirst(key, stream, now));
        _streams.Remove(key);
        return new(acknowledged, null);
    }

    /// <summary>The operator listens (again): everything in flight is sent at once.</summary>
    public ImmutableArray<UpdateStatus> Resume(Instant now)
    {
        _isPaused = false;
        return [.. _streams.Select(entry => SendFirst(entry.Key, entry.Value, now)!)];
    }

    /// <summary>Nobody listens: nothing is sent until <see cref="Resume"/>.</summary>
    public void Pause()
    {
        _isPaused = true;
        foreach (var stream in _streams.Values)
            stream.Pause();
    }

    /// <summary>What has waited for its acknowledgement for too long.</summary>
    public ImmutableArray<UpdateStatus> Retry(Instant now)
    {
        var due = ImmutableArray.CreateBuilder<UpdateStatus>();
        while (_retries.TryTakeDue(now, out var key, out var at))
        {
            if (!_streams.TryGetValue(key, out var stream) || stream.RetryAt != at)
                continue; // acknowledged or paused since
            due.Add(stream.SendAgain(now));
            _retries.Add(key, stream.RetryAt);
        }

        return due.ToImmutable();
    }

    /// <summary>Drops every update of the task.</summary>
    public void Forget(TaskKey key) => _streams.Remove(key);

    /// <summary>How many updates of the task wait to be acknowledged.</summary>
    public int CountOf(TaskKey key) => _streams.Find(key)?.Count ?? 0;

    /// <summary>The update of the task that waits to be acknowledged.</summary>
    public TaskStatus? InFlight(TaskKey key) => _streams.Find(key)?.InFlight;

    private UpdateStatus? SendFirst(TaskKey key, StatusUpdateStream stream, Instant now)
    {
        if (_isPaused)
            return null;
        var message = stream.SendFirst(now);
        _retries.Add(key, stream.RetryAt);
        return message;
    }
}

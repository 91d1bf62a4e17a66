using MesosOperator.AgentRuntime.Tasks;
using MesosOperator.Core.Primitives;
using MesosOperator.Protocol.Mesos.V1;
using UpdateStatus = MesosOperator.Protocol.AgentLink.AgentMessage.Types.UpdateStatus;

namespace MesosOperator.AgentRuntime.Updates;

/// <summary>The updates of one task that are not acknowledged yet, oldest first; the oldest is the one in flight.</summary>
internal sealed class StatusUpdateStream(TaskKey key)
{
    /// <summary>First pause before an update is sent again; each further one is twice as long (mesos-semantics 3.16).</summary>
    public static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(10);

    /// <summary>Longest pause before an update is sent again.</summary>
    public static readonly TimeSpan LastRetry = TimeSpan.FromMinutes(10);

    private readonly Queue<TaskStatus> _pending = new();
    private TimeSpan _delay;

    /// <summary>When the update in flight is sent again; <see cref="Instant.Never"/> while nothing is or nobody listens.</summary>
    public Instant RetryAt { get; private set; } = Instant.Never;

    public TaskStatus? InFlight => _pending.TryPeek(out var status) ? status : null;

    /// <summary>The newest state, which may be ahead of the one in flight.</summary>
    public TaskState LatestState { get; private set; }

    public bool IsEmpty => _pending.Count == 0;

    public int Count => _pending.Count;

    public void Add(TaskStatus status)
    {
        Require.That(_pending.Count == 0 || !TaskStates.IsTerminal(LatestState), "nothing follows a terminal update");
        _pending.Enqueue(status);
        LatestState = status.State;
    }

    /// <summary>Takes the update in flight out when it has that uuid.</summary>
    public TaskStatus? Acknowledge(ReadOnlySpan<byte> uuid) =>
        _pending.TryPeek(out var status) && status.Uuid.Span.SequenceEqual(uuid) ? _pending.Dequeue() : null;

    /// <summary>Puts the oldest update in flight for the first time on this connection.</summary>
    public UpdateStatus SendFirst(Instant now)
    {
        _delay = FirstRetry;
        RetryAt = now + _delay;
        return Message();
    }

    public UpdateStatus SendAgain(Instant now)
    {
        _delay = _delay * 2 < LastRetry ? _delay * 2 : LastRetry;
        RetryAt = now + _delay;
        return Message();
    }

    public void Pause() => RetryAt = Instant.Never;

    private UpdateStatus Message() => new()
    {
        FrameworkId = new FrameworkID { Value = key.FrameworkId },
        Status = _pending.Peek(),
        LatestState = LatestState,
    };
}

namespace MesosOperator.AgentRuntime.Tests.Support;

/// <summary>A host's clock, which somebody sets; what measures the time between two moments goes on, and so do timers.</summary>
/// <param name="beneath">Where time comes from.</param>
internal sealed class SetClock(TimeProvider beneath) : TimeProvider
{
    private long _offset;

    public override long TimestampFrequency => beneath.TimestampFrequency;

    public void Set(TimeSpan fromTrueTime) => Interlocked.Exchange(ref _offset, fromTrueTime.Ticks);

    public override DateTimeOffset GetUtcNow() => beneath.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _offset));

    public override long GetTimestamp() => beneath.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        beneath.CreateTimer(callback, state, dueTime, period);
}

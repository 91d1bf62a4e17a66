namespace MesosOperator.Core.Primitives;

/// <summary>A moment, in 100-nanosecond ticks since 1970-01-01T00:00:00Z. The core never asks for the time: it is given.</summary>
public readonly record struct Instant(long Ticks) : IComparable<Instant>
{
    /// <summary>The start of the Unix epoch.</summary>
    public static readonly Instant Epoch = new(0);

    /// <summary>A moment later than every real one.</summary>
    public static readonly Instant Never = new(long.MaxValue);

    /// <summary>The moment that many seconds after the epoch.</summary>
    public static Instant FromSeconds(double seconds) => new((long)(seconds * TimeSpan.TicksPerSecond));

    /// <summary>Seconds since the epoch, with a fraction, as Mesos writes timestamps.</summary>
    public double ToSeconds() => (double)Ticks / TimeSpan.TicksPerSecond;

    /// <summary>Nanoseconds since the epoch, as Mesos' TimeInfo counts.</summary>
    public long ToNanoseconds() => checked(Ticks * 100);

    /// <inheritdoc/>
    public int CompareTo(Instant other) => Ticks.CompareTo(other.Ticks);

    /// <summary>The moment a duration later; <see cref="Never"/> where that is beyond all time.</summary>
    public static Instant operator +(Instant start, TimeSpan duration) =>
        duration.Ticks > Never.Ticks - start.Ticks ? Never : new(start.Ticks + duration.Ticks);

    /// <summary>The duration between two moments.</summary>
    public static TimeSpan operator -(Instant end, Instant start) => new(end.Ticks - start.Ticks);

    /// <summary>Whether the left moment is earlier.</summary>
    public static bool operator <(Instant left, Instant right) => left.Ticks < right.Ticks;

    /// <summary>Whether the left moment is later.</summary>
    public static bool operator >(Instant left, Instant right) => left.Ticks > right.Ticks;

    /// <summary>Whether the left moment is not later.</summary>
    public static bool operator <=(Instant left, Instant right) => left.Ticks <= right.Ticks;

    /// <summary>Whether the left moment is not earlier.</summary>
    public static bool operator >=(Instant left, Instant right) => left.Ticks >= right.Ticks;
}

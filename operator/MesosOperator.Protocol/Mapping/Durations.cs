using Wire = MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Protocol.Mapping;

/// <summary>Durations, which the wire counts in nanoseconds.</summary>
internal static class Durations
{
    /// <summary>How many nanoseconds a tick of the clock has.</summary>
    public const long NanosecondsPerTick = 100;

    public static TimeSpan FromWire(Wire.DurationInfo duration) => TimeSpan.FromTicks(duration.Nanoseconds / NanosecondsPerTick);

    public static Wire.DurationInfo ToWire(TimeSpan duration) => new() { Nanoseconds = checked(duration.Ticks * NanosecondsPerTick) };
}

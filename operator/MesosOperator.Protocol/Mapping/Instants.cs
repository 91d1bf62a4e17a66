using MesosOperator.Core.Primitives;
using Wire = MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Protocol.Mapping;

/// <summary>Moments, which the wire counts in nanoseconds and the core in steps of a hundred of them.</summary>
public static class Instants
{
    /// <summary>The moment; fractions of a step are cut.</summary>
    public static Instant FromWire(Wire.TimeInfo time)
    {
        ArgumentNullException.ThrowIfNull(time);
        return new(time.Nanoseconds / Durations.NanosecondsPerTick);
    }

    /// <summary>The moment on the wire.</summary>
    public static Wire.TimeInfo ToWire(Instant instant) => new() { Nanoseconds = instant.ToNanoseconds() };
}

using MesosOperator.Core.Primitives;

namespace MesosOperator.Kubernetes.Mapping;

/// <summary>The core's moments as objects write times: in whole seconds.</summary>
internal static class Times
{
    public static DateTimeOffset Of(Instant instant) => DateTimeOffset.UnixEpoch.AddSeconds(Math.Floor(instant.ToSeconds()));

    public static DateTimeOffset? Of(Instant? instant) => instant is { } known ? Of(known) : null;

    public static Instant ToInstant(DateTimeOffset time) => Instant.FromSeconds((time - DateTimeOffset.UnixEpoch).TotalSeconds);
}

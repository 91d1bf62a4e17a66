using MesosOperator.Core.Tasks;
using Wire = MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Protocol.Mapping.Tasks;

/// <summary>How to kill a task. A policy without a grace period says nothing.</summary>
public static class KillPolicies
{
    private const long NanosecondsPerTick = 100;

    /// <summary>The policy; a negative grace counts as none.</summary>
    public static KillPolicy? FromWire(Wire.KillPolicy? policy) => policy?.GracePeriod is { } grace
        ? new KillPolicy(TimeSpan.FromTicks(Math.Max(0, grace.Nanoseconds) / NanosecondsPerTick))
        : null;

    /// <summary>The policy on the wire.</summary>
    public static Wire.KillPolicy? ToWire(KillPolicy? policy) => policy is null ? null : new Wire.KillPolicy
    {
        GracePeriod = new Wire.DurationInfo { Nanoseconds = checked(policy.GracePeriod.Ticks * NanosecondsPerTick) },
    };
}

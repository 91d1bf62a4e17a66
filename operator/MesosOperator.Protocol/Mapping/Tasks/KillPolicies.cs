using MesosOperator.Core.Tasks;
using Wire = MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Protocol.Mapping.Tasks;

/// <summary>How to kill a task. A policy without a grace period says nothing.</summary>
public static class KillPolicies
{
    /// <summary>The policy; a negative grace counts as none.</summary>
    public static KillPolicy? FromWire(Wire.KillPolicy? policy) => policy?.GracePeriod is { } grace
        ? new KillPolicy(grace.Nanoseconds < 0 ? TimeSpan.Zero : Durations.FromWire(grace))
        : null;

    /// <summary>The policy on the wire.</summary>
    public static Wire.KillPolicy? ToWire(KillPolicy? policy) =>
        policy is null ? null : new Wire.KillPolicy { GracePeriod = Durations.ToWire(policy.GracePeriod) };
}

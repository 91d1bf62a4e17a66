using MesosOperator.Core.Constraints;
using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Primitives;

namespace MesosOperator.Protocol.Mapping.Operators;

/// <summary>As much of a framework as subscribers are told when it comes, changes or goes.</summary>
public sealed record KnownFramework(FrameworkId Id, FrameworkInfo Info, Instant RegisteredAt, Instant? ReregisteredAt, bool IsConnected)
{
    /// <summary>What it demands of agents.</summary>
    public OfferConstraints Constraints { get; init; } = OfferConstraints.None;
}

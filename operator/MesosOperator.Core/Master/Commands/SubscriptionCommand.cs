using System.Collections.Immutable;
using MesosOperator.Core.Constraints;
using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Roles;

namespace MesosOperator.Core.Master.Commands;

/// <summary>The beginning and the end of a framework's stream.</summary>
public abstract record SubscriptionCommand(StreamId Stream) : Command
{
    /// <summary>A framework subscribes, new or with the id it had (mesos-wire 3.2).</summary>
    public sealed record Subscribe(StreamId Stream, FrameworkInfo Info, ImmutableArray<RoleName> SuppressedRoles)
        : SubscriptionCommand(Stream)
    {
        /// <summary>What the framework demands of agents.</summary>
        public OfferConstraints Constraints { get; init; } = OfferConstraints.None;

        /// <summary>What keeps the subscription from being accepted, found before it came here; null normally.</summary>
        public string? Defect { get; init; }
    }

    /// <summary>The connection of a stream ended.</summary>
    public sealed record LoseStream(StreamId Stream) : SubscriptionCommand(Stream);
}

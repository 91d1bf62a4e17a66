using MesosOperator.Crds.Resources;
using MesosOperator.Crds.Schema;

namespace MesosOperator.Crds.Frameworks;

/// <summary>How a framework is doing.</summary>
public sealed record V1Alpha1FrameworkStatus : ResourceStatus
{
    /// <summary>Its id in the Mesos API.</summary>
    [Bounds(0, 255)]
    public string? Id { get; init; }

    /// <summary>How long its tasks go on without it, as it said itself when it subscribed last.</summary>
    [Bounds(0, 9223372036)]
    public long? FailoverTimeoutSeconds { get; init; }

    /// <summary>When it registered first.</summary>
    public DateTimeOffset? RegisteredAt { get; init; }

    /// <summary>When it came back last.</summary>
    public DateTimeOffset? ReregisteredAt { get; init; }

    /// <summary>Since when it is away; missing when it is not.</summary>
    public DateTimeOffset? DisconnectedSince { get; init; }

    /// <summary>When it was torn down or its time to come back was over; its id may not come back. Missing when it was not.</summary>
    public DateTimeOffset? RemovedAt { get; init; }

    /// <summary>What its tasks use.</summary>
    public ResourceValues? Allocated { get; init; }

    /// <summary>What its offers hold.</summary>
    public ResourceValues? Offered { get; init; }

    /// <summary>How many offers it may answer.</summary>
    [Bounds(0, int.MaxValue)]
    public int? Offers { get; init; }

    /// <summary>The agents that it is asked to leave, the first thousand of them.</summary>
    [Bounds(0, 1000), Unique("agentId")]
    public IReadOnlyList<InverseOffer>? InverseOffers { get; init; }

    /// <summary>Its dominant share of the whole in percent, such as 12.5%.</summary>
    [Bounds(0, 16)]
    public string? Share { get; init; }

    /// <summary>How many of its tasks are in which state.</summary>
    public TaskCounts? Tasks { get; init; }
}

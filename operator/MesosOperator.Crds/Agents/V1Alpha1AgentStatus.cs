using MesosOperator.Core.Agents;
using MesosOperator.Core.Partitions;
using MesosOperator.Crds.Resources;
using MesosOperator.Crds.Schema;

namespace MesosOperator.Crds.Agents;

/// <summary>What an agent is and has.</summary>
public sealed record V1Alpha1AgentStatus : ResourceStatus
{
    /// <summary>Its id in the Mesos API.</summary>
    [Bounds(0, 255)]
    public string? Id { get; init; }

    /// <summary>Who it is by its certificate; missing when it has none.</summary>
    [Bounds(0, 64)]
    public string? Identity { get; init; }

    /// <summary>Whether it can be reached.</summary>
    public AgentState? State { get; init; }

    /// <summary>Where it comes from.</summary>
    public AgentSource? Source { get; init; }

    /// <summary>Its host.</summary>
    [Bounds(0, 253)]
    public string? Hostname { get; init; }

    /// <summary>The address of its own API.</summary>
    [Bounds(0, 64)]
    public string? Address { get; init; }

    /// <summary>The port of its own API.</summary>
    [Bounds(0, 65535)]
    public int? Port { get; init; }

    /// <summary>The version of its program.</summary>
    [Bounds(0, 255)]
    public string? Version { get; init; }

    /// <summary>Its attributes, as Mesos writes their values.</summary>
    [Bounds(0, 64)]
    public IReadOnlyDictionary<string, string>? Attributes { get; init; }

    /// <summary>Its region.</summary>
    [Bounds(0, 255)]
    public string? Region { get; init; }

    /// <summary>Its zone within its region.</summary>
    [Bounds(0, 255)]
    public string? Zone { get; init; }

    /// <summary>All that it has.</summary>
    public ResourceValues? Total { get; init; }

    /// <summary>Which part of it is reserved, and for whom.</summary>
    [Bounds(0, 256)]
    public IReadOnlyList<ReservedResources>? Reserved { get; init; }

    /// <summary>What tasks use.</summary>
    public ResourceValues? Allocated { get; init; }

    /// <summary>What is being offered.</summary>
    public ResourceValues? Offered { get; init; }

    /// <summary>When it registered first.</summary>
    public DateTimeOffset? RegisteredAt { get; init; }

    /// <summary>When its drain began; missing when it is not drained.</summary>
    public DateTimeOffset? DrainStartedAt { get; init; }

    /// <summary>When it was declared gone for good; missing when it was not.</summary>
    public DateTimeOffset? GoneAt { get; init; }

    /// <summary>How often tasks on it were given up while it could not be reached; Pods made since carry the number.</summary>
    [Bounds(0, long.MaxValue)]
    public long? Epoch { get; init; }

    /// <summary>Those of which a copy may still be there; it is ended when it is seen.</summary>
    [Bounds(0, GivenUpTask.MaxPerAgent)]
    public IReadOnlyList<LostTask>? GivenUp { get; init; }

    /// <summary>What a node keeps of the operations on its resources, for the operator that leads next; reserved tells it to people.</summary>
    [Bounds(0, 262144)]
    public string? Kept { get; init; }

    /// <summary>Since when it is out of reach; missing when it is not.</summary>
    public DateTimeOffset? UnreachableSince { get; init; }
}

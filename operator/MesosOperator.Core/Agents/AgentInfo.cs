using System.Collections.Immutable;
using MesosOperator.Core.Maintenance;
using MesosOperator.Core.Partitions;
using MesosOperator.Core.Resources;

namespace MesosOperator.Core.Agents;

/// <summary>An agent as it describes itself.</summary>
public sealed record AgentInfo(string Hostname, string Ip, int Port, ResourceSet Resources)
{
    /// <summary>Its attributes, in its own order.</summary>
    public ImmutableArray<AgentAttribute> Attributes { get; init; } = [];

    /// <summary>Where it stands, if it knows.</summary>
    public FaultDomain? Domain { get; init; }

    /// <summary>What it can do.</summary>
    public AgentCapabilities Capabilities { get; init; }

    /// <summary>The member cluster that it is a node of; null for a host of its own.</summary>
    public string? Cluster { get; init; }

    /// <summary>
    /// Whether others use its machine, too, as they do a node of a cluster: what it has may fall below what is used or kept
    /// of it, and is then that.
    /// </summary>
    public bool IsElastic => Cluster is not null;

    /// <summary>What becomes of tasks on it when it cannot be reached, unless they or their framework say otherwise; null is nothing.</summary>
    public PartitionPolicy? OnPartition { get; init; }

    /// <summary>When it is going to leave for good, of which frameworks are told as of maintenance; null where it stays.</summary>
    public Unavailability? Departure { get; init; }

    /// <summary>The version of its program.</summary>
    public string Version { get; init; } = "";

    /// <summary>Whether nothing differs.</summary>
    public bool IsSame(AgentInfo other) => LooksLike(other) && (this with { Attributes = other.Attributes }).Equals(other);

    /// <summary>Who it is by its certificate; empty when it has none, null when nobody asks agents who they are.</summary>
    public string? Identity { get; init; }

    /// <summary>Whether frameworks that demand something of agents see the same in both.</summary>
    public bool LooksLike(AgentInfo other) =>
        Hostname == other.Hostname && Domain == other.Domain && Attributes.SequenceEqual(other.Attributes);
}

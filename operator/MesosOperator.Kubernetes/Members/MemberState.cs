using System.Collections.Immutable;
using MesosOperator.Core.Resources;
using MesosOperator.Kubernetes.Members.Connections;

namespace MesosOperator.Kubernetes.Members;

/// <summary>How a member cluster is doing.</summary>
internal sealed record MemberState
{
    /// <summary>Why it is no member now; null while it is.</summary>
    public MemberProblem? Problem { get; init; } = new(MemberFailure.Pending, "It has not been reached yet");

    /// <summary>Which cluster it is; null before it was reached.</summary>
    public MemberIdentity? Identity { get; init; }

    /// <summary>How long its API took to answer last.</summary>
    public TimeSpan? Latency { get; init; }

    /// <summary>When it was heard of last.</summary>
    public DateTimeOffset? HeardAt { get; init; }

    /// <summary>Whether all nodes and Pods are known.</summary>
    public bool IsSynced { get; init; }

    /// <summary>How many nodes are in the pool.</summary>
    public int Nodes { get; init; }

    /// <summary>What these can give to Pods.</summary>
    public ResourceSet Capacity { get; init; } = ResourceSet.Empty;

    /// <summary>What of it may be offered.</summary>
    public ResourceSet Free { get; init; } = ResourceSet.Empty;

    /// <summary>The rights that are missing to look at tasks, for which requests of that kind are refused.</summary>
    public ImmutableArray<string> Unseen { get; init; } = [];

    /// <summary>How many Pods of ours there are.</summary>
    public int Pods { get; init; }
}

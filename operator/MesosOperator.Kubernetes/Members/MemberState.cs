using System.Collections.Immutable;
using MesosOperator.Core.Resources;
using MesosOperator.Kubernetes.Members.Connections;

namespace MesosOperator.Kubernetes.Members;

/// <summary>How a member cluster is doing.</summary>
internal sealed record MemberState
{
    /// <summary>Why it is no member now; null while it is.</summary>
    public MemberProblem? Problem { get; init; } = new(MemberFailure.Pending, "It has not been reached yet");

    /// <summary>What hinders it though it is a member; null where nothing does.</summary>
    public MemberProblem? Trouble { get; init; }

    /// <summary>Which cluster it is; null before it was reached.</summary>
    public MemberIdentity? Identity { get; init; }

    /// <summary>Whether the certificate of its server is taken as it comes.</summary>
    public bool IsUnverified { get; init; }

    /// <summary>How long its API took to answer last.</summary>
    public TimeSpan? Latency { get; init; }

    /// <summary>Until when what is known of it is right; null before anything was.</summary>
    public DateTimeOffset? FreshAt { get; init; }

    /// <summary>Why it may not be right any more; null while it is.</summary>
    public string? StaleBecause { get; init; }

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

    /// <summary>How many of the Pods of ours belong to nobody any more.</summary>
    public int Orphans { get; init; }

    /// <summary>How many Pods of ours there are.</summary>
    public int Pods { get; init; }

    /// <summary>How many nodes and Pods wait to be looked at.</summary>
    public int Queued { get; init; }
}

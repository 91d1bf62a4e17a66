using System.Collections.Immutable;

namespace MesosOperator.Kubernetes.Composition;

/// <summary>Which API server the operator works on, and as whom.</summary>
public sealed record KubernetesOptions
{
    /// <summary>The file that says where the API server is; null inside a Pod, whose service account then counts.</summary>
    public string? Kubeconfig { get; init; }

    /// <summary>The context of that file; its current one when null.</summary>
    public string? Context { get; init; }

    /// <summary>The namespace of the lease, and of frameworks that subscribe without an object.</summary>
    public required string Namespace { get; init; }

    /// <summary>The Pod that this process runs in, which is labelled while it leads; null outside a cluster.</summary>
    public string? Pod { get; init; }

    /// <summary>The namespace of that Pod; null: that of the lease.</summary>
    public string? PodNamespace { get; init; }

    /// <summary>Who this process is; no other may ever have the same, not even after a restart.</summary>
    public required string Identity { get; init; }

    /// <summary>Where clients of the Mesos API reach this process when it leads, as <c>host:port</c>; empty: nowhere.</summary>
    public string Address { get; init; } = "";

    /// <summary>Where programs that the operator starts reach the Mesos API.</summary>
    public required string MasterUrl { get; init; }

    /// <summary>Chance for waits after failures.</summary>
    public required ulong Seed { get; init; }

    /// <summary>How long an answer of the API server may take.</summary>
    public TimeSpan AnswerWithin { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The programs that kubeconfigs of member clusters may have run for credentials, as these name them.</summary>
    public ImmutableSortedSet<string> CredentialPrograms { get; init; } = [];

    /// <summary>Whether other processes may lead instead of this one.</summary>
    public LeadElection Election { get; init; } = LeadElection.ByLease;
}

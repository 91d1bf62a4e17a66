namespace MesosOperator.Kubernetes.Members.Connections;

/// <summary>The cluster that the operator runs in, which may be a member, too.</summary>
/// <param name="Access">How it is reached, with connections of its own.</param>
internal sealed record HomeCluster(MemberAccess Access);

namespace MesosOperator.Kubernetes.Members.Connections;

/// <summary>The cluster that the operator runs in, which may be a member, too.</summary>
/// <param name="Connect">Opens a connection of its own to it.</param>
internal sealed record HomeCluster(Func<MemberConnection> Connect);

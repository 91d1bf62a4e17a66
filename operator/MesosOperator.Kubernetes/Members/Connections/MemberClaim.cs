namespace MesosOperator.Kubernetes.Members.Connections;

/// <summary>What the status of an object says: that it has stood for a cluster.</summary>
/// <param name="Name">The object's name.</param>
/// <param name="Uid">Which cluster.</param>
internal readonly record struct MemberClaim(string Name, string Uid);

using System.Collections.Immutable;

namespace MesosOperator.Kubernetes.Permissions;

/// <summary>
/// Something that a part of the operator asks of the API server. Stands beside who asks; the list of all of them becomes
/// the operator's roles. A resource is a plural, or <c>plural/subresource</c>; the core group's name is empty.
/// </summary>
internal sealed record Permission(PermissionScope Scope, string Group, string Resource, ImmutableArray<string> Verbs)
{
    /// <summary>The only objects it is about; all when empty. Cannot narrow <c>create</c>.</summary>
    public ImmutableArray<string> Names { get; init; } = [];

    public static Permission InCluster(string group, string resource, params ImmutableArray<string> verbs) =>
        new(PermissionScope.Cluster, group, resource, verbs);

    public static Permission InOwnNamespace(string group, string resource, params ImmutableArray<string> verbs) =>
        new(PermissionScope.OwnNamespace, group, resource, verbs);
}

using System.Collections.Immutable;
using MesosOperator.Kubernetes.Permissions;
using MesosOperator.TestKit.Kubernetes;

namespace MesosOperator.Kubernetes.Tests.Support;

/// <summary>Judges requests that a fake API server saw by a list of permissions, as the roles that are made of it would.</summary>
internal sealed class Rights(IEnumerable<Permission> permissions, string ownNamespace)
{
    private readonly ImmutableArray<Permission> _permissions = [.. permissions];

    /// <summary>The requests that no permission allows, in words.</summary>
    public IEnumerable<string> Missing(IEnumerable<FakeRequest> requests) =>
        from request in requests
        from verb in VerbsOf(request)
        where !_permissions.Any(permission => Allows(permission, request, verb))
        select Describe(request, verb) into missing
        group missing by missing into distinct
        select distinct.Key;

    /// <summary>The permissions, verb by verb, that none of the requests needs.</summary>
    public IEnumerable<string> Needless(IReadOnlyCollection<FakeRequest> requests) =>
        from permission in _permissions
        from verb in permission.Verbs
        where !requests.Any(request => VerbsOf(request).Contains(verb) && Allows(permission, request, verb))
        select $"{verb} {permission.Group}/{permission.Resource}";

    private bool Allows(Permission permission, FakeRequest request, string verb) =>
        permission.Group == GroupOf(request)
        && permission.Resource == ResourceOf(request)
        && permission.Verbs.Contains(verb)
        && (permission.Scope == PermissionScope.Cluster || request.Namespace == ownNamespace)
        && (permission.Names.IsEmpty || permission.Names.Contains(NameOf(request)));

    private static string Describe(FakeRequest request, string verb) =>
        $"{verb} {GroupOf(request)}/{ResourceOf(request)} '{NameOf(request)}' in '{request.Namespace}'";

    private static string GroupOf(FakeRequest request) => request.ApiVersion.Contains('/') ? request.ApiVersion.Split('/')[0] : "";

    private static string ResourceOf(FakeRequest request) =>
        request.Subresource.Length == 0 ? request.Plural : $"{request.Plural}/{request.Subresource}";

    private static string[] VerbsOf(FakeRequest request) => request.IsCreation ? [VerbOf(request), "create"] : [VerbOf(request)];

    private static string VerbOf(FakeRequest request) => request.Method.Method switch
    {
        "GET" when request.IsWatch => "watch",
        "GET" when request.IsList => "list",
        "GET" => "get",
        "POST" => "create",
        "PUT" => "update",
        "PATCH" => "patch",
        "DELETE" => "delete",
        var other => other,
    };

    /// <summary>A list or watch of one name by a field selector counts as one of that object.</summary>
    private static string NameOf(FakeRequest request) =>
        request.Name.Length > 0 ? request.Name
        : request.Parameter("fieldSelector") is var selector && selector.StartsWith("metadata.name=", StringComparison.Ordinal) ? selector["metadata.name=".Length..]
        : "";
}

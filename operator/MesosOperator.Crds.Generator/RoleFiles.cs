using System.Collections.Immutable;
using System.Text.Json.Nodes;
using MesosOperator.Kubernetes.Composition;
using MesosOperator.Kubernetes.Permissions;

namespace MesosOperator.Crds.Generator;

/// <summary>The roles of the operator's service account, as <c>kubectl apply</c> takes them.</summary>
public static class RoleFiles
{
    private const string Header = "# Written by `make rbac` from what the operator's parts say they ask of the API server; do not edit.\n";
    private const string Name = "mesos-operator";
    private const string Namespace = "mesos-system";
    private const string Api = "rbac.authorization.k8s.io";

    /// <summary>The files' names and what is in them, the same each time.</summary>
    public static ImmutableSortedDictionary<string, string> All() => ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal)
        .Add("rbac.yaml", Header + string.Join("---\n", Documents().Select(YamlText.Write)));

    private static IEnumerable<JsonObject> Documents()
    {
        yield return Document("v1", "Namespace", "", Namespace);
        yield return Document("v1", "ServiceAccount", Namespace, Name);
        yield return Role("ClusterRole", "", PermissionScope.Cluster);
        yield return Binding("ClusterRole", "");
        yield return Role("Role", Namespace, PermissionScope.OwnNamespace);
        yield return Binding("Role", Namespace);
    }

    private static JsonObject Role(string kind, string @namespace, PermissionScope scope)
    {
        var role = Document($"{Api}/v1", kind, @namespace, Name);
        role["rules"] = new JsonArray([.. OperatorPermissions.All
            .Where(permission => permission.Scope == scope)
            .GroupBy(permission => (permission.Group, Verbs: string.Join(',', permission.Verbs.Order(StringComparer.Ordinal)), Names: string.Join(',', permission.Names)))
            .OrderBy(rule => rule.Key.ToString(), StringComparer.Ordinal)
            .Select(rule => Rule(rule.First(), rule.Select(permission => permission.Resource)))]);
        return role;
    }

    private static JsonObject Rule(Permission first, IEnumerable<string> resources)
    {
        var rule = new JsonObject { ["apiGroups"] = Texts([first.Group]), ["resources"] = Texts(resources.Distinct().Order(StringComparer.Ordinal)) };
        if (!first.Names.IsEmpty)
            rule["resourceNames"] = Texts(first.Names);
        rule["verbs"] = Texts(first.Verbs.Order(StringComparer.Ordinal));
        return rule;
    }

    private static JsonObject Binding(string roleKind, string @namespace)
    {
        var binding = Document($"{Api}/v1", roleKind + "Binding", @namespace, Name);
        binding["roleRef"] = new JsonObject { ["apiGroup"] = Api, ["kind"] = roleKind, ["name"] = Name };
        binding["subjects"] = new JsonArray(new JsonObject { ["kind"] = "ServiceAccount", ["name"] = Name, ["namespace"] = Namespace });
        return binding;
    }

    private static JsonObject Document(string apiVersion, string kind, string @namespace, string name)
    {
        var metadata = new JsonObject { ["name"] = name };
        if (@namespace.Length > 0)
            metadata["namespace"] = @namespace;
        return new() { ["apiVersion"] = apiVersion, ["kind"] = kind, ["metadata"] = metadata };
    }

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => JsonValue.Create(text))]);
}

using System.Text.Json.Nodes;
using MesosOperator.Embedded.Kinds;

namespace MesosOperator.Embedded.Discovery;

/// <summary>What is served, as clients ask for it before anything else.</summary>
internal static class DiscoveryDocuments
{
    /// <summary>The version of Kubernetes whose API this is a part of.</summary>
    public const string KubernetesVersion = "v1.35.0";

    private static readonly string[] AllVerbs = ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"];

    private static readonly string[] ReadVerbs = ["get", "list", "watch"];

    private static readonly string[] PartVerbs = ["get", "patch", "update"];

    private static readonly (string Group, string Version)[] GroupVersions =
    [
        .. KindTable.All.Select(kind => (kind.Group, kind.Version))
            .Concat(ReviewKind.All.Select(kind => (kind.Group, kind.Version))).Where(group => group.Group.Length > 0).Distinct(),
    ];

    /// <summary>The document at a path without its last slash, or null.</summary>
    public static JsonObject? Find(string path) => path switch
    {
        "/version" => new()
        {
            ["major"] = "1",
            ["minor"] = "35",
            ["gitVersion"] = $"{KubernetesVersion}+mesos-operator",
            ["gitCommit"] = "",
            ["gitTreeState"] = "clean",
            ["buildDate"] = "1970-01-01T00:00:00Z",
            ["goVersion"] = "",
            ["compiler"] = "",
            ["platform"] = "",
        },
        "/api" => new() { ["kind"] = "APIVersions", ["versions"] = new JsonArray("v1"), ["serverAddressByClientCIDRs"] = new JsonArray() },
        "/apis" => new()
        {
            ["kind"] = "APIGroupList",
            ["apiVersion"] = "v1",
            ["groups"] = new JsonArray([.. GroupVersions.Select(group => WriteGroup(group.Group, group.Version))]),
        },
        "/api/v1" => WriteResources("", "v1"),
        _ => FindGroup(path),
    };

    private static JsonObject? FindGroup(string path)
    {
        foreach (var (group, version) in GroupVersions)
        {
            if (path == $"/apis/{group}/{version}")
                return WriteResources(group, version);
            if (path == $"/apis/{group}")
            {
                var document = WriteGroup(group, version);
                document.Insert(0, "kind", "APIGroup");
                document.Insert(1, "apiVersion", "v1");
                return document;
            }
        }
        return null;
    }

    private static JsonObject WriteGroup(string group, string version) => new()
    {
        ["name"] = group,
        ["versions"] = new JsonArray(WriteVersion(group, version)),
        ["preferredVersion"] = WriteVersion(group, version),
    };

    private static JsonObject WriteVersion(string group, string version) =>
        new() { ["groupVersion"] = $"{group}/{version}", ["version"] = version };

    private static JsonObject WriteResources(string group, string version) => new()
    {
        ["kind"] = "APIResourceList",
        ["apiVersion"] = "v1",
        ["groupVersion"] = group.Length == 0 ? version : $"{group}/{version}",
        ["resources"] = new JsonArray(
        [
            .. KindTable.All.Where(kind => kind.Group == group && kind.Version == version).SelectMany(WriteKind),
            .. ReviewKind.All.Where(kind => kind.Group == group && kind.Version == version).Select(WriteReview),
        ]),
    };

    private static IEnumerable<JsonNode> WriteKind(ServedKind kind)
    {
        var resource = WriteResource(kind, kind.Plural, kind.Singular, kind.IsBuiltIn ? ReadVerbs : AllVerbs);
        if (kind.ShortNames.Length > 0)
            resource["shortNames"] = Texts(kind.ShortNames);
        if (kind.Categories.Length > 0)
            resource["categories"] = Texts(kind.Categories);
        yield return resource;
        if (kind.HasStatus)
            yield return WriteResource(kind, $"{kind.Plural}/status", "", PartVerbs);
        if (kind.Scale is null)
            yield break;
        var scale = WriteResource(kind, $"{kind.Plural}/scale", "", PartVerbs);
        (scale["group"], scale["version"], scale["kind"]) = ("autoscaling", "v1", "Scale");
        yield return scale;
    }

    private static JsonNode WriteReview(ReviewKind kind) => new JsonObject
    {
        ["name"] = kind.Plural,
        ["singularName"] = kind.Kind.ToLowerInvariant(),
        ["namespaced"] = false,
        ["kind"] = kind.Kind,
        ["verbs"] = Texts(["create"]),
    };

    private static JsonObject WriteResource(ServedKind kind, string name, string singular, IEnumerable<string> verbs) => new()
    {
        ["name"] = name,
        ["singularName"] = singular,
        ["namespaced"] = kind.IsNamespaced,
        ["kind"] = kind.Kind,
        ["verbs"] = Texts(verbs),
    };

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => JsonValue.Create(text))]);
}

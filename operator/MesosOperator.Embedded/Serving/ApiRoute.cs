using MesosOperator.Embedded.Kinds;

namespace MesosOperator.Embedded.Serving;

/// <summary>What a path names: a kind, and of it a namespace, an object and a part, each empty where it is not named.</summary>
internal sealed record ApiRoute(ServedKind Kind, string Namespace, string Name, string Subresource)
{
    private const string NamespacesSegment = "namespaces";

    /// <summary>Reads a path such as <c>/apis/group/v1/namespaces/a/things/b/status</c>; null for one that names no kind.</summary>
    public static ApiRoute? Read(string path)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var (group, version, rest) = parts switch
        {
            ["api", var v, .. var r] => ("", v, r),
            ["apis", var g, var v, .. var r] => (g, v, r),
            _ => ("", "", []),
        };
        var space = "";
        if (rest is [NamespacesSegment, var name, var next, ..] && KindTable.Find(group, version, next) is { IsNamespaced: true })
            (space, rest) = (name, rest[2..]);
        if (rest.Length is 0 or > 3 || KindTable.Find(group, version, rest[0]) is not { } kind)
            return null;
        var route = new ApiRoute(kind, space, rest.ElementAtOrDefault(1) ?? "", rest.ElementAtOrDefault(2) ?? "");
        return kind.IsNamespaced && route is { Name.Length: > 0, Namespace.Length: 0 } ? null : route;
    }
}

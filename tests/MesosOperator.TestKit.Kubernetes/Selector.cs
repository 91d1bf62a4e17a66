using System.Text.Json.Nodes;

namespace MesosOperator.TestKit.Kubernetes;

/// <summary>Label selectors (<c>a=b,c!=d,e,!f</c>) and field selectors (<c>metadata.name=a</c>).</summary>
internal static class Selector
{
    public static bool Matches(FakeRequest request, ObjectName name, JsonObject candidate) =>
        name.ApiVersion == request.ApiVersion && name.Plural == request.Plural
        && (request.Namespace.Length == 0 || request.Namespace == name.Namespace)
        && Terms(request.Parameter("labelSelector")).All(term => Holds(term, key => candidate["metadata"]?["labels"]?[key]))
        && Terms(request.Parameter("fieldSelector")).All(term => Holds(term, key => Walk(candidate, key)));

    private static string[] Terms(string selector) => selector.Split(',', StringSplitOptions.RemoveEmptyEntries);

    private static bool Holds(string term, Func<string, JsonNode?> find)
    {
        if (term.Split("!=") is [var unwanted, var value])
            return (string?)find(unwanted) != value;
        if (term.Split('=', 2) is [var wanted, var text])
            return (string?)find(wanted) == text.TrimStart('=');
        return term[0] == '!' ? find(term[1..]) is null : find(term) is not null;
    }

    private static JsonNode? Walk(JsonNode? node, string path) => path.Split('.').Aggregate(node, (at, name) => at?[name]);
}

using System.Text.Json.Nodes;
using MesosOperator.Crds.Schema;

namespace MesosOperator.Crds.Validation;

/// <summary>Items of a list that are there twice.</summary>
internal static class Identities
{
    public static IEnumerable<Problem> Problems(ListIdentity identity, JsonArray list, string path)
    {
        if (identity == ListIdentity.Atomic)
            yield break;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var index = 0; index < list.Count; index++)
            if (KeyOf(identity, list[index]) is { } key && !seen.Add(key))
                yield return new(Paths.Item(path, index), $"{key} is there twice");
    }

    private static string? KeyOf(ListIdentity identity, JsonNode? item) =>
        identity.Key is not { } key ? item?.ToJsonString()
        : item is JsonObject fields && fields[key] is { } value ? $"{key} {value.ToJsonString()}"
        : null;
}

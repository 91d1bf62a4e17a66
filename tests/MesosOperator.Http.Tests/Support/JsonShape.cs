using System.Text.Json;

namespace MesosOperator.Http.Tests.Support;

/// <summary>Compares JSON by what is there and of which kind, not by values.</summary>
public static class JsonShape
{
    /// <summary>The properties of the recorded value that the other lacks.</summary>
    public static IEnumerable<string> Missing(JsonElement recorded, JsonElement seen) => Missing(recorded, seen, "");

    /// <summary>The properties of the recorded value that the other lacks; items of a list are all held to the recorded first one.</summary>
    private static IEnumerable<string> Missing(JsonElement recorded, JsonElement seen, string path)
    {
        if (recorded.ValueKind != seen.ValueKind && !(IsTruth(recorded) && IsTruth(seen)))
            return [$"{path} is {seen.ValueKind}, was {recorded.ValueKind}"];
        if (path is "flags" or "slaves.attributes" or "slaves.capabilities" or "capabilities" or "roles.offered" || path.EndsWith("_full", StringComparison.Ordinal) || path.EndsWith("resources", StringComparison.Ordinal))
            return [];
        return recorded.ValueKind switch
        {
            JsonValueKind.Object => recorded.EnumerateObject().SelectMany(property =>
                seen.TryGetProperty(property.Name, out var found)
                    ? Missing(property.Value, found, Join(path, property.Name))
                    : [Join(path, property.Name)]),
            JsonValueKind.Array when recorded.GetArrayLength() > 0 && seen.GetArrayLength() > 0 => seen.EnumerateArray()
                .Reverse().Take(1).SelectMany(item => Missing(recorded[0], item, path)),
            JsonValueKind.Array when recorded.GetArrayLength() > 0 => [$"{path} is empty"],
            _ => [],
        };
    }

    private static bool IsTruth(JsonElement value) => value.ValueKind is JsonValueKind.True or JsonValueKind.False;

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";
}

using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MesosOperator.Crds.Expressions;

/// <summary>
/// Values of an expression: null, <see cref="bool"/>, <see cref="long"/>, <see cref="double"/>, <see cref="string"/>,
/// lists of values and, for objects and maps, <see cref="JsonObject"/>.
/// </summary>
internal static class Values
{
    public static object? From(JsonNode? node) => node switch
    {
        null => null,
        JsonObject map => map,
        JsonArray list => list.Select(From).ToList(),
        _ => FromScalar(node.AsValue()),
    };

    public static bool AreEqual(object? left, object? right) => (left, right) switch
    {
        (JsonObject a, JsonObject b) => JsonNode.DeepEquals(a, b),
        (IReadOnlyList<object?> a, IReadOnlyList<object?> b) => a.Count == b.Count && a.Zip(b, AreEqual).All(equal => equal),
        (long or double, long or double) => Compare(left, right) == 0,
        _ => Equals(left, right),
    };

    public static int Compare(object? left, object? right) => (left, right) switch
    {
        (long a, long b) => a.CompareTo(b),
        (long a, double b) => ((double)a).CompareTo(b),
        (double a, long b) => a.CompareTo(b),
        (double a, double b) => a.CompareTo(b),
        (string a, string b) => string.CompareOrdinal(a, b),
        _ => throw new ExpressionException($"{NameOf(left)} and {NameOf(right)} have no order"),
    };

    /// <summary>The type of a value, as expressions name it.</summary>
    public static string NameOf(object? value) => value switch
    {
        null => "null_type",
        bool => "bool",
        long => "int",
        double => "double",
        string => "string",
        JsonObject => "map",
        _ => "list",
    };

    public static bool AsBoolean(object? value) =>
        value as bool? ?? throw new ExpressionException($"{NameOf(value)} is neither true nor false");

    /// <summary>The items of a list, or the keys of a map.</summary>
    public static IEnumerable<object?> ItemsOf(object? value) => value switch
    {
        JsonObject map => map.Select(entry => entry.Key),
        IReadOnlyList<object?> list => list,
        _ => throw new ExpressionException($"{NameOf(value)} has no items"),
    };

    private static object? FromScalar(JsonValue value) => value.GetValueKind() switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String => value.GetValue<string>(),
        JsonValueKind.Number => Number(value),
        _ => null,
    };

    private static object Number(JsonValue value)
    {
        var text = value.ToJsonString();
        return long.TryParse(text, CultureInfo.InvariantCulture, out var whole)
            ? (object)whole
            : double.Parse(text, CultureInfo.InvariantCulture);
    }
}

using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace MesosOperator.Crds.Expressions;

/// <summary>What the operators and functions of expressions do.</summary>
internal static class Operations
{
    public static object? Index(object? target, object? key) => (target, key) switch
    {
        (JsonObject map, string name) when map.TryGetPropertyValue(name, out var value) => Values.From(value),
        (JsonObject, string name) => throw new ExpressionException($"no such key: {name}"),
        (IReadOnlyList<object?> list, long index) when index >= 0 && index < list.Count => list[(int)index],
        (IReadOnlyList<object?>, long index) => throw new ExpressionException($"index out of bounds: {index}"),
        _ => throw new ExpressionException($"{Values.NameOf(target)} has no {Values.NameOf(key)} index"),
    };

    public static object Binary(string symbol, object? left, object? right) => symbol switch
    {
        "==" => Values.AreEqual(left, right),
        "!=" => !Values.AreEqual(left, right),
        "<" => Values.Compare(left, right) < 0,
        "<=" => Values.Compare(left, right) <= 0,
        ">" => Values.Compare(left, right) > 0,
        ">=" => Values.Compare(left, right) >= 0,
        "in" => Values.ItemsOf(right).Any(item => Values.AreEqual(item, left)),
        _ => Arithmetic(symbol, left, right),
    };

    public static object Call(string function, object?[] arguments) => (function, arguments) switch
    {
        ("size", [string text]) => (long)text.EnumerateRunes().Count(),
        ("size", [JsonObject map]) => (long)map.Count,
        ("size", [IReadOnlyList<object?> list]) => (long)list.Count,
        ("matches", [string text, string pattern]) => Patterns.Read(pattern).IsMatch(text),
        ("startsWith", [string text, string start]) => text.StartsWith(start, StringComparison.Ordinal),
        ("endsWith", [string text, string end]) => text.EndsWith(end, StringComparison.Ordinal),
        ("contains", [string text, string part]) => text.Contains(part, StringComparison.Ordinal),
        ("type", [var value]) => Values.NameOf(value),
        _ => throw new ExpressionException(
            $"found no matching overload for '{function}' applied to ({string.Join(", ", arguments.Select(Values.NameOf))})"),
    };

    private static object Arithmetic(string symbol, object? left, object? right) => (symbol, left, right) switch
    {
        ("+", long a, long b) => checked(a + b),
        ("-", long a, long b) => checked(a - b),
        ("*", long a, long b) => checked(a * b),
        ("/", long a, long b) when b != 0 => a / b,
        ("%", long a, long b) when b != 0 => a % b,
        ("+", string a, string b) => a + b,
        ("+", IReadOnlyList<object?> a, IReadOnlyList<object?> b) => a.Concat(b).ToList(),
        _ => throw new ExpressionException($"{Values.NameOf(left)} {symbol} {Values.NameOf(right)} has no value"),
    };
}

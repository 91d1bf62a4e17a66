using System.Text.Json;
using System.Text.Json.Nodes;
using MesosOperator.Crds.Schema;

namespace MesosOperator.Crds.Validation;

/// <summary>
/// Compares a value with a schema and finds everything that is wrong. A part is judged by rules and checks only when it
/// has the right shape, so these need not look at shapes.
/// </summary>
internal static class SchemaValidator
{
    public static IEnumerable<Problem> Validate(SchemaNode schema, JsonNode? value, string path)
    {
        if (ShapeProblem(schema, value) is { } wrong)
            return [new(path, wrong)];
        Problem[] inner = [.. BoundsProblems(schema, value!, path), .. ChildProblems(schema, value!, path)];
        return inner.Length > 0 ? inner : RuleProblems(schema, value!, path);
    }

    /// <summary>What is wrong with a change from one valid value to another.</summary>
    public static IEnumerable<Problem> ValidateChange(SchemaNode schema, JsonNode? before, JsonNode? after, string path)
    {
        if (before is null || after is null)
            return [];
        var own = from rule in schema.Rules
                  where rule.IsTransition && !rule.Expression.Holds(after, before)
                  select new Problem(path, rule.Message);
        var inner = from field in schema.Fields
                    from problem in ValidateChange(field.Value, before[field.Key], after[field.Key], Paths.Field(path, field.Key))
                    select problem;
        return own.Concat(inner);
    }

    private static string? ShapeProblem(SchemaNode schema, JsonNode? value)
    {
        var kind = value?.GetValueKind() ?? JsonValueKind.Null;
        var (fits, wanted) = schema.Type switch
        {
            SchemaType.Object or SchemaType.Map => (kind == JsonValueKind.Object, "an object"),
            SchemaType.Array => (kind == JsonValueKind.Array, "a list"),
            SchemaType.Boolean => (kind is JsonValueKind.True or JsonValueKind.False, "true or false"),
            SchemaType.Integer => (IsWhole(kind, value), "a whole number"),
            SchemaType.IntegerOrString => (kind == JsonValueKind.String || IsWhole(kind, value), "a whole number or a text"),
            _ => (kind == JsonValueKind.String, "a text"),
        };
        return fits ? null : $"must be {wanted}, not {Shown(kind, value)}";
    }

    private static IEnumerable<Problem> BoundsProblems(SchemaNode schema, JsonNode value, string path)
    {
        if (schema.Type == SchemaType.Integer)
            return Texts(path, Bounds.OfNumber(schema.Bounds, (long)decimal.Parse(value.ToJsonString())));
        if (value is JsonArray list)
            return Texts(path, Bounds.OfCount(schema.Bounds, list.Count, "entries")).Concat(Identities.Problems(schema.Identity, list, path));
        if (schema.Type == SchemaType.Map)
            return Texts(path, Bounds.OfCount(schema.Bounds, value.AsObject().Count, "entries"));
        return schema.Type is SchemaType.String or SchemaType.IntegerOrString
            ? Texts(path, TextProblem(schema, value.ToString()))
            : [];
    }

    private static string? TextProblem(SchemaNode schema, string text)
    {
        if (schema.Choices.Length > 0)
            return schema.Choices.Contains(text) ? null : $"must be one of {string.Join(", ", schema.Choices)}, not {text}";
        return Bounds.OfCount(schema.Bounds, text.EnumerateRunes().Count(), "characters") ?? schema.Text?.Problem(text);
    }

    private static IEnumerable<Problem> ChildProblems(SchemaNode schema, JsonNode value, string path) => schema.Type switch
    {
        SchemaType.Array => value.AsArray().SelectMany((item, index) => Validate(schema.Items!, item, Paths.Item(path, index))),
        SchemaType.Map => value.AsObject().SelectMany(entry => Validate(schema.Items!, entry.Value, Paths.Field(path, entry.Key))),
        SchemaType.Object => FieldProblems(schema, value.AsObject(), path),
        _ => [],
    };

    /// <summary>A field that is null is not there, as API servers see it; one that is unknown is none of our business.</summary>
    private static IEnumerable<Problem> FieldProblems(SchemaNode schema, JsonObject value, string path)
    {
        var missing = schema.RequiredFields.Where(field => value[field] is null)
            .Select(field => new Problem(Paths.Field(path, field), "is required"));
        var wrong = schema.Fields.Where(field => value[field.Key] is not null)
            .SelectMany(field => Validate(field.Value, value[field.Key], Paths.Field(path, field.Key)));
        return missing.Concat(wrong);
    }

    private static IEnumerable<Problem> RuleProblems(SchemaNode schema, JsonNode value, string path)
    {
        var broken = from rule in schema.Rules
                     where !rule.IsTransition && !rule.Expression.Holds(value)
                     select new Problem(path, rule.Message);
        var found = from check in schema.Checks
                    from problem in check.Check(value)
                    select problem with { Path = Paths.Join(path, problem.Path) };
        return broken.Concat(found);
    }

    private static IEnumerable<Problem> Texts(string path, string? message) => message is null ? [] : [new(path, message)];

    private static bool IsWhole(JsonValueKind kind, JsonNode? value) =>
        kind == JsonValueKind.Number && decimal.TryParse(value!.ToJsonString(), out var number)
        && decimal.IsInteger(number) && number is >= long.MinValue and <= long.MaxValue;

    private static string Shown(JsonValueKind kind, JsonNode? value) => kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.Null => "nothing",
        JsonValueKind.String => "a text",
        _ => value!.ToJsonString(),
    };
}

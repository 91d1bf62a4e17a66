using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MesosOperator.Crds.Schema;

/// <summary>
/// Reads the schema of a type from the type: its fields, their attributes, their documentation and, as defaults, the
/// values of a new instance.
/// </summary>
internal sealed class SchemaBuilder
{
    /// <summary>The most characters of a text that says no other bound.</summary>
    private const int TextMax = 1024;

    private readonly NullabilityInfoContext _nullability = new();
    private readonly bool _withDefaults;

    private SchemaBuilder(bool withDefaults) => _withDefaults = withDefaults;

    /// <summary>The schema of what users and the operator want.</summary>
    public static SchemaNode ForSpec(Type type) => new SchemaBuilder(withDefaults: true).Object(type);

    /// <summary>The schema of what the operator observes: what it did not say is unknown, so nothing has a default.</summary>
    public static SchemaNode ForStatus(Type type) => new SchemaBuilder(withDefaults: false).Object(type);

    private SchemaNode Object(Type type)
    {
        var properties = type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.SetMethod is not null && property.GetCustomAttribute<JsonIgnoreAttribute>() is null)
            .ToArray();
        var sample = Activator.CreateInstance(type)!;
        return new(SchemaType.Object)
        {
            Description = DocumentedText.Of(type),
            Fields = properties.ToImmutableSortedDictionary(NameOf, property => Field(property, sample), StringComparer.Ordinal),
            RequiredFields = [.. properties.Where(IsRequired).Select(NameOf).Order(StringComparer.Ordinal)],
            Rules =
            [
                .. RulesOf(type),
                .. properties.Where(IsImmutable).OrderBy(NameOf, StringComparer.Ordinal).Select(property => Immutability(property, sample)),
            ],
            Checks = ChecksOf(type),
        };
    }

    private SchemaNode Field(PropertyInfo property, object sample)
    {
        var node = property.GetCustomAttribute<OpenAttribute>() is not null
            ? new(SchemaType.Object) { IsOpen = true }
            : Of(property.PropertyType);
        if (property.GetCustomAttribute<FormatAttribute>() is { Rule: var format })
            node = node.Items is { } items
                ? node with { Items = items with { Text = format, Bounds = new(null, format.MaxLength) } }
                : node with { Text = format, Bounds = new(null, format.MaxLength) };
        if (property.GetCustomAttribute<BoundsAttribute>() is { Bounds: var bounds })
            node = node with { Bounds = bounds };
        if (property.GetCustomAttribute<UniqueAttribute>() is { Identity: var identity })
            node = node with { Identity = identity };
        if (node.Type is SchemaType.Array or SchemaType.Map && node.Bounds.Most is null)
            throw new InvalidOperationException($"{property.DeclaringType}.{property.Name} has no bound");
        return node with
        {
            Description = DocumentedText.Of(property),
            Default = HasDefault(property, sample) ? ResourceJson.ToNode(property.GetValue(sample)) : null,
            Rules = [.. node.Rules, .. RulesOf(property)],
            Checks = [.. node.Checks, .. ChecksOf(property)],
        };
    }

    private SchemaNode Of(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type.IsEnum)
            return new(SchemaType.String) { Choices = ChoicesOf(type) };
        if (type == typeof(string))
            return new(SchemaType.String) { Bounds = new(null, TextMax) };
        if (type == typeof(bool))
            return new(SchemaType.Boolean);
        if (type == typeof(int))
            return new(SchemaType.Integer) { Bounds = new(int.MinValue, int.MaxValue) };
        if (type == typeof(long))
            return new(SchemaType.Integer) { Bounds = new(long.MinValue, long.MaxValue) };
        if (type == typeof(DateTimeOffset))
            return new(SchemaType.String) { Text = TimeFormat.Rule };
        if (type.IsValueType && type.GetCustomAttribute<FormatAttribute>() is { Rule: var format })
            return new(SchemaType.IntegerOrString) { Text = format, Bounds = new(null, format.MaxLength) };
        if (ValueOf(type, typeof(IReadOnlyDictionary<,>)) is { } value)
            return Collection(SchemaType.Map, type, value);
        return ValueOf(type, typeof(IReadOnlyList<>)) is { } item ? Collection(SchemaType.Array, type, item) : Object(type);
    }

    private SchemaNode Collection(SchemaType kind, Type type, Type item) => new(kind)
    {
        Items = Of(item),
        Bounds = type.GetCustomAttribute<BoundsAttribute>()?.Bounds ?? default,
        Rules = RulesOf(type),
        Checks = ChecksOf(type),
    };

    private static Type? ValueOf(Type type, Type collection) =>
        type.GetInterfaces().Append(type)
            .FirstOrDefault(candidate => candidate.IsGenericType && candidate.GetGenericTypeDefinition() == collection)?
            .GetGenericArguments()[^1];

    private static ImmutableArray<string> ChoicesOf(Type type) =>
    [
        .. type.GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => field.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name ?? field.Name),
    ];

    private bool HasDefault(PropertyInfo property, object sample) =>
        _withDefaults
        && !IsRequired(property)
        && _nullability.Create(property).WriteState == NullabilityState.NotNull
        && property.GetValue(sample) is not null;

    /// <summary>A field that may be missing must not be added or taken away either.</summary>
    private SchemaRule Immutability(PropertyInfo property, object sample)
    {
        var name = NameOf(property);
        var same = $"self.{name} == oldSelf.{name}";
        var isAlwaysThere = IsRequired(property) || HasDefault(property, sample);
        return new(
            isAlwaysThere ? same : $"has(self.{name}) == has(oldSelf.{name}) && (!has(self.{name}) || {same})",
            $"{name} cannot be changed");
    }

    private static ImmutableArray<SchemaRule> RulesOf(MemberInfo member) =>
        [.. member.GetCustomAttributes<RuleAttribute>().Select(attribute => attribute.Rule)];

    private static ImmutableArray<ICheck> ChecksOf(MemberInfo member) =>
        [.. member.GetCustomAttributes<CheckedAttribute>().Select(attribute => attribute.Check)];

    private static bool IsRequired(PropertyInfo property) => property.GetCustomAttribute<RequiredAttribute>() is not null;

    private static bool IsImmutable(PropertyInfo property) => property.GetCustomAttribute<ImmutableAttribute>() is not null;

    private static string NameOf(PropertyInfo property) => JsonNamingPolicy.CamelCase.ConvertName(property.Name);
}

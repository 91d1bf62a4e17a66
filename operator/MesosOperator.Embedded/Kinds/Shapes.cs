using System.Collections.Immutable;
using MesosOperator.Crds.Schema;

namespace MesosOperator.Embedded.Kinds;

/// <summary>The words that schemas of core kinds are written in.</summary>
internal static class Shapes
{
    public static SchemaNode Text { get; } = new(SchemaType.String);

    public static SchemaNode Number { get; } = new(SchemaType.Integer);

    public static SchemaNode TrueOrFalse { get; } = new(SchemaType.Boolean);

    public static SchemaNode Time { get; } = new(SchemaType.String);

    public static SchemaNode Texts { get; } = new(SchemaType.Map) { Items = Text };

    /// <summary>An object whose fields are none of our business.</summary>
    public static SchemaNode Open { get; } = new(SchemaType.Object) { IsOpen = true };

    public static SchemaNode Fields(params ReadOnlySpan<(string Name, SchemaNode Schema)> fields)
    {
        var all = ImmutableSortedDictionary.CreateBuilder<string, SchemaNode>(StringComparer.Ordinal);
        foreach (var (name, schema) in fields)
            all.Add(name, schema);
        return new(SchemaType.Object) { Fields = all.ToImmutable() };
    }

    public static SchemaNode ListOf(SchemaNode items, ListIdentity identity) => new(SchemaType.Array) { Items = items, Identity = identity };
}

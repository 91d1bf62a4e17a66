using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace MesosOperator.Crds.Schema;

/// <summary>
/// What a part of a resource may look like: the one source of the published schema, of the operator's own validation
/// and of the defaults.
/// </summary>
public sealed record SchemaNode(SchemaType Type)
{
    /// <summary>What it means, for users; null where nothing is documented.</summary>
    public string? Description { get; init; }

    /// <summary>The value of one who says nothing; null where there is none.</summary>
    public JsonNode? Default { get; init; }

    /// <summary>The names of an object's fields and what each may look like, in ordinal order of the names.</summary>
    public ImmutableSortedDictionary<string, SchemaNode> Fields { get; init; } = NoFields;

    /// <summary>The fields that must be there.</summary>
    public ImmutableArray<string> RequiredFields { get; init; } = [];

    /// <summary>What each item of an array or value of a map may look like; null for the others.</summary>
    public SchemaNode? Items { get; init; }

    /// <summary>The bounds: of a number its value, of a text its characters, of arrays and maps their entries.</summary>
    public SchemaBounds Bounds { get; init; } = new(null, null);

    /// <summary>How items of an array are told apart.</summary>
    public ListIdentity Identity { get; init; } = ListIdentity.Atomic;

    /// <summary>The only texts allowed, or empty for any.</summary>
    public ImmutableArray<string> Choices { get; init; } = [];

    /// <summary>What a text must look like, or null for any.</summary>
    public TextRule? Text { get; init; }

    /// <summary>Whether an object may hold more than its fields, kept as they are.</summary>
    public bool IsOpen { get; init; }

    /// <summary>Rules that API servers check too.</summary>
    public ImmutableArray<SchemaRule> Rules { get; init; } = [];

    /// <summary>Checks that only the operator can do, since they need more than an expression.</summary>
    public ImmutableArray<ICheck> Checks { get; init; } = [];

    private static readonly ImmutableSortedDictionary<string, SchemaNode> NoFields =
        ImmutableSortedDictionary.Create<string, SchemaNode>(StringComparer.Ordinal);
}

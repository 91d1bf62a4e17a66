using System.Collections.Immutable;
using System.Text.Json.Nodes;
using MesosOperator.Crds.Schema;

namespace MesosOperator.Embedded.Kinds;

/// <summary>One kind that is served: everything that tells it from the others. The core group's name is empty.</summary>
internal sealed record ServedKind(string Group, string Version, string Kind, string Plural, SchemaNode Schema)
{
    public ImmutableArray<string> ShortNames { get; init; } = [];

    public ImmutableArray<string> Categories { get; init; } = [];

    public bool IsNamespaced { get; init; } = true;

    /// <summary>Whether the status is written apart from the rest, and changes of the rest are counted as generations.</summary>
    public bool HasStatus { get; init; }

    /// <summary>Whether its objects come with the server and stay as they are.</summary>
    public bool IsBuiltIn { get; init; }

    /// <summary>Whether a replacement must say which version it replaces.</summary>
    public bool NeedsVersion { get; init; }

    public ScalePaths? Scale { get; init; }

    public ImmutableArray<PrinterColumn> Columns { get; init; } = [new("Age", ".metadata.creationTimestamp") { Type = "date" }];

    /// <summary>Above 0 where a table shows the name only when it is wide: that of an event says nothing.</summary>
    public int NamePriority { get; init; }

    /// <summary>The fields that selectors may ask for, such as <c>.spec.role</c>.</summary>
    public ImmutableArray<string> SelectableFields { get; init; } = [];

    /// <summary>The fields that are stored under another name: an event is served in two versions.</summary>
    public ImmutableArray<FieldName> Renames { get; init; } = [];

    /// <summary>The version that is stored; the own one unless there are renames.</summary>
    public string StoredApiVersion { get; init; } = Group.Length == 0 ? Version : $"{Group}/{Version}";

    /// <summary>Under which its objects are stored; two versions of a kind share it.</summary>
    public string StoredAs { get; init; } = $"{Group}/{Plural}";

    public string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";

    public string Singular => Kind.ToLowerInvariant();

    /// <summary>As messages name it, such as <c>roles.mesosoperator.io</c>.</summary>
    public string Resource => Group.Length == 0 ? Plural : $"{Plural}.{Group}";

    /// <summary>The whole object, with what all of Kubernetes has.</summary>
    public SchemaNode Root => field ??= Schema with
    {
        Fields = Schema.Fields.Add("apiVersion", new(SchemaType.String)).Add("kind", new(SchemaType.String)).Add("metadata", ObjectMetadata.Schema),
    };

    /// <summary>An object as this version serves it.</summary>
    public JsonObject FromStored(JsonObject stored) => Rename(stored, ApiVersion, Renames.Select(name => (name.Stored, name.Served)));

    /// <summary>An object as it is stored.</summary>
    public JsonObject ToStored(JsonObject served) => Rename(served, StoredApiVersion, Renames.Select(name => (name.Served, name.Stored)));

    private JsonObject Rename(JsonObject body, string apiVersion, IEnumerable<(string From, string To)> names)
    {
        if (Renames.IsEmpty)
            return body;
        body["apiVersion"] = apiVersion;
        foreach (var (from, to) in names)
            if (body.Remove(from, out var value))
                body[to] = value;
        return body;
    }
}

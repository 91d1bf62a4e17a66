using System.Collections.Immutable;
using System.Text.Json.Nodes;
using MesosOperator.Crds.Definitions;
using MesosOperator.Crds.Schema;

namespace MesosOperator.Embedded.Kinds;

/// <summary>All kinds that are served.</summary>
internal static class KindTable
{
    public static ImmutableArray<ServedKind> All { get; } = [.. CoreKinds.All, .. ResourceDefinitions.All.Select(FromDefinition)];

    public static ServedKind? Find(string group, string version, string plural) =>
        All.FirstOrDefault(kind => kind.Plural == plural && kind.Group == group && kind.Version == version);

    /// <summary>The kind of an object that an owner reference names.</summary>
    public static ServedKind? FindByKind(string apiVersion, string name) =>
        All.FirstOrDefault(kind => kind.Kind == name && kind.ApiVersion == apiVersion);

    /// <summary>Read from the published definition, so that this server and others go by the same words.</summary>
    private static ServedKind FromDefinition(ResourceDefinition definition)
    {
        var document = DefinitionDocument.Write(definition)["spec"]!;
        var version = document["versions"]![0]!;
        var scale = version["subresources"]!["scale"];
        return new(
            document["group"]!.ToString(), version["name"]!.ToString(), definition.Kind, definition.Plural, definition.Schema)
        {
            ShortNames = [definition.ShortName],
            Categories = [.. document["names"]!["categories"]!.AsArray().Select(category => category!.ToString())],
            IsNamespaced = definition.Scope == ResourceScope.Namespaced,
            HasStatus = true,
            NeedsVersion = true,
            Scale = scale is null ? null : new(scale["specReplicasPath"]!.ToString(), scale["statusReplicasPath"]!.ToString()),
            Columns = [.. version["additionalPrinterColumns"]!.AsArray().Select(ReadColumn)],
            SelectableFields = [.. (version["selectableFields"] as JsonArray ?? []).Select(field => field!["jsonPath"]!.ToString())],
        };
    }

    private static PrinterColumn ReadColumn(JsonNode? column) => new(column!["name"]!.ToString(), column["jsonPath"]!.ToString())
    {
        Type = column["type"]!.ToString(),
        Priority = column["priority"]?.GetValue<int>() ?? 0,
    };
}

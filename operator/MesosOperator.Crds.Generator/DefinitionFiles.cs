using System.Collections.Immutable;
using System.Text.Json.Nodes;
using MesosOperator.Crds.Definitions;

namespace MesosOperator.Crds.Generator;

/// <summary>The files of the folder <c>crds/</c>.</summary>
public static class DefinitionFiles
{
    private const string Header = "# Written by `make crds` from the types in operator/MesosOperator.Crds; do not edit.\n";

    /// <summary>Kustomize knows it by this name, and <c>kubectl apply -f crds/</c> passes over it for the want of an extension.</summary>
    private const string Kustomization = "Kustomization";

    /// <summary>The files' names and what is in them, the same each time.</summary>
    public static ImmutableSortedDictionary<string, string> All() => ResourceDefinitions.All
        .Select(definition => KeyValuePair.Create(NameOf(definition), Header + YamlText.Write(DefinitionDocument.Write(definition))))
        .Append(KeyValuePair.Create(Kustomization, Header + YamlText.Write(WriteKustomization())))
        .ToImmutableSortedDictionary(StringComparer.Ordinal);

    private static string NameOf(ResourceDefinition definition) => $"{ApiGroup.Name}_{definition.Plural}.yaml";

    private static JsonObject WriteKustomization() => new()
    {
        ["apiVersion"] = "kustomize.config.k8s.io/v1beta1",
        ["kind"] = Kustomization,
        ["resources"] = new JsonArray([.. ResourceDefinitions.All.Select(NameOf).Order(StringComparer.Ordinal).Select(name => JsonValue.Create(name))]),
    };
}

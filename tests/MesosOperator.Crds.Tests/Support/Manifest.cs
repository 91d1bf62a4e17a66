using System.Text.Json.Nodes;
using MesosOperator.Crds.Definitions;

namespace MesosOperator.Crds.Tests.Support;

/// <summary>A document of a YAML file; comment lines above it say what is wrong with it, one problem a line.</summary>
internal sealed record Manifest(string Place, ResourceDefinition Definition, JsonNode Document, string[] Expected)
{
    public static IEnumerable<Manifest> ReadAll(string folder) => RepositoryFiles.In(folder).SelectMany(Read);

    public static IEnumerable<Manifest> Read(string path) =>
        File.ReadAllText(path).Split("\n---\n").Select((text, index) => Parse($"{Path.GetFileName(path)}[{index}]", text));

    private static Manifest Parse(string place, string text)
    {
        var document = Yaml.Read(text) ?? throw new InvalidDataException($"{place} is empty");
        var kind = document["kind"]!.GetValue<string>();
        var definition = ResourceDefinitions.Find(kind) ?? throw new InvalidDataException($"{place} has the kind {kind}");
        var comments = text.Split('\n').TakeWhile(line => line.StartsWith('#')).Select(line => line[1..].Trim());
        return new(place, definition, document, [.. comments]);
    }
}

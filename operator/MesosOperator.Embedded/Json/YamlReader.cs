using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace MesosOperator.Embedded.Json;

/// <summary>Reads one YAML document as JSON, with the words of YAML's core schema. Fails with <see cref="JsonException"/>.</summary>
internal static class YamlReader
{
    private const int NodesMax = 100_000;

    public static JsonNode? Read(string text)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(text));
        }
        catch (YamlException e)
        {
            throw new JsonException($"yaml: line {e.Start.Line}: {e.Message}", e);
        }
        var left = NodesMax;
        return stream.Documents.Count == 0 ? null : ToJson(stream.Documents[0].RootNode, ref left);
    }

    /// <summary>An alias is written out, so few lines could say very much: the nodes are counted.</summary>
    private static JsonNode? ToJson(YamlNode node, ref int left)
    {
        if (--left < 0)
            throw new JsonException($"yaml: more than {NodesMax} values");
        switch (node)
        {
            case YamlMappingNode mapping:
                var fields = new JsonObject();
                foreach (var (key, value) in mapping.Children)
                    fields[(key as YamlScalarNode)?.Value ?? throw new JsonException("yaml: a key is no text")] = ToJson(value, ref left);
                return fields;
            case YamlSequenceNode sequence:
                var items = new JsonArray();
                foreach (var item in sequence.Children)
                    items.Add(ToJson(item, ref left));
                return items;
            case YamlScalarNode { Style: ScalarStyle.Plain } scalar:
                return Plain(scalar.Value ?? "");
            default:
                return JsonValue.Create(((YamlScalarNode)node).Value);
        }
    }

    private static JsonNode? Plain(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => null,
        "true" or "True" or "TRUE" => JsonValue.Create(true),
        "false" or "False" or "FALSE" => JsonValue.Create(false),
        _ when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => JsonValue.Create(whole),
        _ when text.Any(char.IsAsciiDigit) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) =>
            JsonValue.Create(number),
        _ => JsonValue.Create(text),
    };
}

using System.Text.Json;
using System.Text.Json.Nodes;
using YamlDotNet.Serialization;

namespace MesosOperator.Crds.Generator;

/// <summary>Writes JSON as YAML, fields in their order.</summary>
internal static class YamlText
{
    private static readonly ISerializer Serializer = new SerializerBuilder().WithQuotingNecessaryStrings().WithNewLine("\n").Build();

    public static string Write(JsonNode document) => Serializer.Serialize(ToPlain(document)!);

    private static object? ToPlain(JsonNode? node) => node switch
    {
        null => null,
        JsonObject fields => fields.ToDictionary(field => field.Key, field => ToPlain(field.Value)),
        JsonArray items => items.Select(ToPlain).ToList(),
        _ => node.GetValueKind() switch
        {
            JsonValueKind.String => node.ToString(),
            JsonValueKind.Number => long.Parse(node.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture),
            _ => node.GetValueKind() == JsonValueKind.True,
        },
    };
}

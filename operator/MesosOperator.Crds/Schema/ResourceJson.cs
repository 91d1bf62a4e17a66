using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace MesosOperator.Crds.Schema;

/// <summary>
/// How resources are written: names in camel case, enums by name, nothing for null. The client library's own options
/// agree, so a resource reads the same whoever reads it.
/// </summary>
public static class ResourceJson
{
    /// <summary>The options.</summary>
    public static JsonSerializerOptions Options { get; } = CreateOptions();

    /// <summary>A value as JSON; null for null.</summary>
    public static JsonNode? ToNode<T>(T value) => JsonSerializer.SerializeToNode(value, value?.GetType() ?? typeof(T), Options);

    private static JsonSerializerOptions CreateOptions()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.General)
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Converters = { new JsonStringEnumConverter(allowIntegerValues: false), new TimeConverter() },
        };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}

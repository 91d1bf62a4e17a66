using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using k8s;
using MesosOperator.Crds.Definitions;
using MesosOperator.Crds.Schema;
using MesosOperator.Crds.Tests.Support;
using MesosOperator.Crds.Validation;

namespace MesosOperator.Crds.Tests.Validation;

public class SamplesTests
{
    private static readonly Manifest[] Samples = [.. Manifest.ReadAll("samples/resources")];

    public static readonly TheoryData<string> Places = [.. Samples.Select(sample => sample.Place)];

    [Fact]
    public void There_is_a_sample_of_each_kind() => Assert.Equal(
        ResourceDefinitions.All.Select(definition => definition.Kind),
        Samples.Select(sample => sample.Definition.Kind).Distinct().Order(StringComparer.Ordinal));

    [Theory, MemberData(nameof(Places))]
    public void A_sample_is_valid_and_has_no_unknown_field(string place)
    {
        var sample = Samples.First(candidate => candidate.Place == place);
        Assert.Empty(ResourceValidator.Validate(sample.Definition, sample.Document));
        Assert.Empty(Unknown(sample.Definition.Schema.Fields["spec"], sample.Document["spec"]!, "spec"));
    }

    [Theory, MemberData(nameof(Places))]
    public void A_sample_stays_what_it_is_when_it_is_read_and_written(string place)
    {
        var sample = Samples.First(candidate => candidate.Place == place);
        var defaulted = ResourceDefaults.Apply(sample.Definition, sample.Document)!;
        var written = Rewrite(sample.Definition, defaulted);
        Assert.Equal(Sorted(defaulted["spec"]), Sorted(written["spec"]));
        Assert.Equal(Sorted(defaulted["status"]), Sorted(written["status"]));
        Assert.Equal(written.ToJsonString(), Rewrite(sample.Definition, written).ToJsonString());
    }

    [Theory, MemberData(nameof(Places))]
    public void The_client_library_reads_and_writes_a_sample_the_same_way(string place)
    {
        var sample = Samples.First(candidate => candidate.Place == place);
        var defaulted = ResourceDefaults.Apply(sample.Definition, sample.Document)!;
        var written = JsonNode.Parse(KubernetesJson.Serialize(FromClient(sample.Definition.Type, defaulted)))!;
        Assert.Empty(ResourceValidator.Validate(sample.Definition, written));
        Assert.Equal(Sorted(Rewrite(sample.Definition, defaulted)), Sorted(Rewrite(sample.Definition, written)));
    }

    [Fact]
    public void Whatever_is_written_into_a_sample_it_is_refused_or_can_be_read() =>
        Gen.Select(Gen.Int[0, Samples.Length - 1], Gen.Int[0, 200], Gen.Int[0, Damage.Length - 1]).Sample((which, position, damage) =>
        {
            var document = Samples[which].Document.DeepClone();
            Replace(document, position, Damage[damage]);
            return ResourceValidator.Validate(Samples[which].Definition, WithoutMetadata(document)).Length > 0
                || Rewrite(Samples[which].Definition, ResourceDefaults.Apply(Samples[which].Definition, WithoutMetadata(document))!) is not null;
        }, iter: 5_000);

    private static readonly string[] Damage =
        ["null", "0", "-1", "0.5", "1e300", "\"\"", "\"x\"", "\"0\"", "\"[9-1]\"", "[]", "{}", "[null]", "{\"a\":null}", "true", "\"99999999999Ti\""];

    private static object FromClient(Type type, JsonNode document) => typeof(KubernetesJson)
        .GetMethod(nameof(KubernetesJson.Deserialize), 1, [typeof(string), typeof(JsonSerializerOptions)])!
        .MakeGenericMethod(type).Invoke(null, [document.ToJsonString(), null])!;

    /// <summary>The metadata are the API server's own affair.</summary>
    private static JsonNode WithoutMetadata(JsonNode document)
    {
        var copy = document.DeepClone();
        copy["metadata"] = new JsonObject { ["name"] = "a" };
        copy["apiVersion"] = "a";
        copy["kind"] = "a";
        return copy;
    }

    private static JsonNode Rewrite(ResourceDefinition definition, JsonNode document) =>
        JsonSerializer.SerializeToNode(document.Deserialize(definition.Type, ResourceJson.Options), definition.Type, ResourceJson.Options)!;

    /// <summary>Fields in order, and a whole number as the text that a quantity is written as.</summary>
    private static string Sorted(JsonNode? node) => node switch
    {
        null => "",
        JsonObject fields => $"{{{string.Join(',', fields.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => $"{f.Key}:{Sorted(f.Value)}"))}}}",
        JsonArray items => $"[{string.Join(',', items.Select(Sorted))}]",
        _ => node.ToString(),
    };

    private static IEnumerable<string> Unknown(SchemaNode schema, JsonNode value, string path) => (schema.Type, value) switch
    {
        (SchemaType.Object, JsonObject fields) when !schema.IsOpen => fields.SelectMany(field => schema.Fields.TryGetValue(field.Key, out var known)
            ? Unknown(known, field.Value!, $"{path}.{field.Key}")
            : [$"{path}.{field.Key}"]),
        (SchemaType.Array, JsonArray items) => items.SelectMany((item, index) => Unknown(schema.Items!, item!, $"{path}[{index}]")),
        (SchemaType.Map, JsonObject entries) => entries.SelectMany(entry => Unknown(schema.Items!, entry.Value!, $"{path}.{entry.Key}")),
        _ => [],
    };

    private static void Replace(JsonNode root, int position, string damage)
    {
        var places = All(root).Where(node => node.Parent is not null).ToArray();
        places[position % places.Length].ReplaceWith(JsonNode.Parse(damage));
    }

    private static IEnumerable<JsonNode> All(JsonNode? node) => node switch
    {
        null => [],
        JsonObject fields => fields.SelectMany(field => All(field.Value)).Prepend(node),
        JsonArray items => items.SelectMany(All).Prepend(node),
        _ => [node],
    };
}

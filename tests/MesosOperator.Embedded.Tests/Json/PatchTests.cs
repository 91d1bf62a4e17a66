using System.Text.Json;
using System.Text.Json.Nodes;
using MesosOperator.Embedded.Json;

namespace MesosOperator.Embedded.Tests.Json;

public class PatchTests
{
    [Theory]
    [InlineData("""{"a":1}""", """[{"op":"add","path":"/b","value":[1]}]""", """{"a":1,"b":[1]}""")]
    [InlineData("""{"a":[1,3]}""", """[{"op":"add","path":"/a/1","value":2},{"op":"add","path":"/a/-","value":4}]""", """{"a":[1,2,3,4]}""")]
    [InlineData("""{"a":{"x/y":1,"~":2}}""", """[{"op":"remove","path":"/a/x~1y"},{"op":"replace","path":"/a/~0","value":3}]""", """{"a":{"~":3}}""")]
    [InlineData("""{"a":1}""", """[{"op":"move","from":"/a","path":"/b"},{"op":"copy","from":"/b","path":"/c"}]""", """{"b":1,"c":1}""")]
    [InlineData("""{"a":1}""", """[{"op":"test","path":"/a","value":1}]""", """{"a":1}""")]
    [InlineData("""{"a":1}""", """[{"op":"test","path":"/a","value":2}]""", null)]
    [InlineData("""{"a":1}""", """[{"op":"remove","path":"/b"}]""", null)]
    [InlineData("""{"a":[1]}""", """[{"op":"add","path":"/a/2","value":1}]""", null)]
    [InlineData("""{"a":1}""", """[{"op":"add","path":"b","value":1}]""", null)]
    [InlineData("""{"a":1}""", """[{"op":"change","path":"/a"}]""", null)]
    [InlineData("""{"a":1}""", """{"op":"remove","path":"/a"}""", null)]
    public void A_json_patch_is_done_as_a_whole_or_not_at_all(string document, string patch, string? expected)
    {
        var before = JsonNode.Parse(document)!;
        if (expected is null)
            Assert.Throws<JsonException>(() => JsonPatch.Apply(before, JsonNode.Parse(patch)));
        else
            Assert.Equal(expected, JsonPatch.Apply(before, JsonNode.Parse(patch))!.ToJsonString());
        Assert.Equal(document, before.ToJsonString());
    }

    [Theory]
    [InlineData("""{"a":1,"b":2}""", """{"a":null,"c":{"d":null,"e":1}}""", """{"b":2,"c":{"e":1}}""")]
    [InlineData("""{"a":{"b":1}}""", """{"a":{"c":2}}""", """{"a":{"b":1,"c":2}}""")]
    [InlineData("""{"a":[1,2]}""", """{"a":[3]}""", """{"a":[3]}""")]
    [InlineData("""{"a":1}""", """{"a":{"b":2}}""", """{"a":{"b":2}}""")]
    public void A_merge_patch_sets_and_removes(string document, string patch, string expected) =>
        Assert.Equal(expected, MergePatch.Apply(JsonNode.Parse(document), JsonNode.Parse(patch))!.ToJsonString());

    [Theory]
    [InlineData("""{"data":{"a":"1"}}""", """{"data":{"a":null,"b":"2"}}""", """{"data":{"b":"2"}}""")]
    [InlineData("""{"finalizers":["x"]}""", """{"finalizers":["y","x"],"$setElementOrder/finalizers":["y","x"]}""", """{"finalizers":["x","y"]}""")]
    [InlineData("""{"finalizers":["x","y"]}""", """{"$deleteFromPrimitiveList/finalizers":["x"]}""", """{"finalizers":["y"]}""")]
    [InlineData("""{"ownerReferences":[{"uid":"1","name":"a"}]}""", """{"ownerReferences":[{"uid":"1","name":"b"},{"uid":"2"}]}""", """{"ownerReferences":[{"uid":"1","name":"b"},{"uid":"2"}]}""")]
    [InlineData("""{"ownerReferences":[{"uid":"1"},{"uid":"2"}]}""", """{"ownerReferences":[{"$patch":"delete","uid":"1"}]}""", """{"ownerReferences":[{"uid":"2"}]}""")]
    [InlineData("""{"data":{"a":"1"}}""", """{"data":{"$patch":"replace","b":"2"}}""", """{"data":{"b":"2"}}""")]
    [InlineData("""{"data":{"a":"1"},"x":1}""", """{"data":{"$patch":"delete"}}""", """{"x":1}""")]
    public void A_strategic_patch_merges_owners_and_finalizers(string document, string patch, string expected)
    {
        var target = JsonNode.Parse(document)!.AsObject();
        StrategicPatch.Apply(target, JsonNode.Parse(patch)!.AsObject());
        Assert.Equal(expected, target.ToJsonString());
    }

    [Theory]
    [InlineData("a: 1\nb: [x, \"2\", true, null, 1.5, 0x]", """{"a":1,"b":["x","2",true,null,1.5,"0x"]}""")]
    [InlineData("a: &x {b: 1}\nc: *x", """{"a":{"b":1},"c":{"b":1}}""")]
    [InlineData("a: [", null)]
    [InlineData("? [a]\n: 1", null)]
    public void Yaml_is_read_as_json(string text, string? expected)
    {
        if (expected is null)
            Assert.Throws<JsonException>(() => YamlReader.Read(text));
        else
            Assert.Equal(expected, YamlReader.Read(text)!.ToJsonString());
    }

    [Fact]
    public void Yaml_that_grows_without_end_is_refused()
    {
        var levels = Enumerable.Range(1, 9).Select(level => $"a{level}: &a{level} [{string.Join(',', Enumerable.Repeat($"*a{level - 1}", 9))}]");
        Assert.Contains("more than", Assert.Throws<JsonException>(() => YamlReader.Read($"a0: &a0 [x]\n{string.Join('\n', levels)}")).Message);
    }

    [Theory]
    [InlineData(".spec.roles", """["a"]""")]
    [InlineData(""".status.conditions[?(@.type=="Ready")].status""", "\"True\"")]
    [InlineData(""".status.conditions[?(@.type=="Other")].status""", null)]
    [InlineData(".status.none.deeper", null)]
    public void A_path_finds_one_place(string path, string? expected)
    {
        var body = JsonNode.Parse("""{"spec":{"roles":["a"]},"status":{"conditions":[{"type":"Known"},{"type":"Ready","status":"True"}]}}""");
        Assert.Equal(expected, JsonPath.Find(body, path)?.ToJsonString());
    }
}

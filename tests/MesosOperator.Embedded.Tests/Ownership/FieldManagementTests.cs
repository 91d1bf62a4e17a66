using System.Text.Json.Nodes;
using MesosOperator.Embedded.Kinds;
using MesosOperator.Embedded.Ownership;

namespace MesosOperator.Embedded.Tests.Ownership;

public class FieldManagementTests
{
    private static readonly ServedKind Frameworks = KindTable.Find("mesosoperator.io", "v1alpha1", "frameworks")!;

    [Fact]
    public void Many_who_wrote_once_become_one()
    {
        var body = Body("{}");
        for (var index = 0; index < 30; index++)
        {
            var after = body.DeepClone().AsObject();
            after["spec"]![$"field{index}"] = index;
            FieldManagement.Update(Frameworks, body, after, Writer($"writer-{index}", Manager.Update, $"2026-01-01T00:00:{index:00}Z"));
            body = after;
        }
        var managers = body["metadata"]!["managedFields"]!.AsArray().Select(entry => entry!["manager"]!.ToString()).ToArray();
        Assert.Equal(10, managers.Length);
        Assert.Contains("ancient-changes", managers);
        Assert.Contains("writer-29", managers);
    }

    [Theory]
    [InlineData("""{"roles":["a","b"]}""", """{"f:spec":{"f:roles":{"v:\"a\"":{},"v:\"b\"":{}}}}""")]
    [InlineData("""{"demand":[{"name":"x","count":1}]}""", """{"f:spec":{"f:demand":{"k:{\"name\":\"x\"}":{".":{},"f:count":{},"f:name":{}}}}}""")]
    [InlineData("""{"labels":{}}""", """{"f:spec":{"f:labels":{}}}""")]
    [InlineData("""{"offerConstraints":[{"role":"a","groups":[{"constraints":[]}]}]}""", """{"f:spec":{"f:offerConstraints":{"k:{\"role\":\"a\"}":{".":{},"f:groups":{},"f:role":{}}}}}""")]
    public void Fields_are_owned_by_leaf_lists_by_key_and_what_is_atomic_as_a_whole(string spec, string expected)
    {
        var applied = FieldManagement.Apply(
            Frameworks, Body("{}"), Body(spec), Writer("one", Manager.Apply, "2026-01-01T00:00:00Z"), ConflictPolicy.Refuse);
        Assert.Equal(expected, applied["metadata"]!["managedFields"]![0]!["fieldsV1"]!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
    }

    [Fact]
    public void What_was_written_is_read_again()
    {
        var set = FieldSet.ReadRoot(JsonNode.Parse("""{"f:a":{".":{},"f:b":{}},"f:c":{"k:{\"x\":1}":{".":{},"f:x":{}}}}"""));
        Assert.Equal(set.Write().ToJsonString(), FieldSet.ReadRoot(set.Write()).Write().ToJsonString());
        Assert.Equal([".a", ".a.b", ".c[x=1]", ".c[x=1].x"], set.Common(set));
        Assert.True(FieldSet.ReadRoot(new JsonObject()).IsEmpty);
    }

    private static Manager Writer(string name, string operation, string time) =>
        new(name, operation, "") { ApiVersion = Frameworks.ApiVersion, Time = time, Fields = new() };

    private static JsonObject Body(string spec) => new()
    {
        ["metadata"] = new JsonObject { ["name"] = "a" },
        ["spec"] = JsonNode.Parse(spec),
    };
}

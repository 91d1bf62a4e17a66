using MesosOperator.AgentRuntime.Inventory;
using MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.AgentRuntime.Tests.Inventory;

public sealed class ResourceParserTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("cpus:4;mem:1024", "cpus 4; mem 1024")]
    [InlineData(" cpus : 0.5 ;\n disk:2048; ", "cpus 0.5; disk 2048")]
    [InlineData("cpus:1e1", "cpus 10")]
    [InlineData("cpus:0.1234", "cpus 0.123")]
    [InlineData("gpus:0", "gpus 0")]
    [InlineData("ports:[31000-32000, 33000-33010];gpus:1", "ports 31000-32000,33000-33010; gpus 1")]
    [InlineData("ports:[5-6,1-3,2-4]", "ports 1-6")]
    [InlineData("disks:{sda, sdb,sda}", "disks sda|sdb")]
    [InlineData("cpus:1;mem:5;cpus:2.5;ports:[1-2];ports:[8-9]", "cpus 3.5; mem 5; ports 1-2,8-9")]
    [InlineData("""[{"name":"cpus","type":"SCALAR","scalar":{"value":4}}]""", "cpus 4")]
    [InlineData("""[{"name":"ports","type":"RANGES","ranges":{"range":[{"begin":1,"end":2}]},"role":"*"}]""", "ports 1-2")]
    [InlineData("""[{"name":"cpus","type":"SCALAR","scalar":{"value":1}},{"name":"cpus","type":"SCALAR","scalar":{"value":2}}]""", "cpus 3")]
    public void Reads_text_and_json(string text, string expected)
    {
        var parsed = ResourceParser.Parse(text, "*");

        Assert.Empty(parsed.Problems);
        Assert.Equal(expected, string.Join("; ", parsed.Value.Select(Print)));
    }

    [Theory]
    [InlineData("cpus", "'cpus' is not name:value")]
    [InlineData("cpus:", "cpus: '' is not a number")]
    [InlineData(":4", "'' is not a name of a resource")]
    [InlineData("my cpus:4", "'my cpus' is not a name of a resource")]
    [InlineData("cpus:four", "cpus: 'four' is not a number")]
    [InlineData("cpus:NaN", "cpus: 'NaN' is not a number")]
    [InlineData("cpus:-1", "cpus: -1 is not between 0 and 1000000000000")]
    [InlineData("mem:1e13", "mem: 1e13 is not between 0 and 1000000000000")]
    [InlineData("cpus:0.0001", "cpus: 0.0001 is less than a thousandth")]
    [InlineData("cpus:[1-2]", "cpus: must be a number")]
    [InlineData("gpus:1.5", "gpus: must be a whole number")]
    [InlineData("ports:8080", "ports: must be ranges")]
    [InlineData("ports:[8080]", "ports: '8080' is not a range such as 31000-32000")]
    [InlineData("ports:[2-1]", "ports: range 2-1 ends before it begins")]
    [InlineData("ports:[1-2", "ports: '[1-2' is not a list of ranges such as [31000-32000, 33000-33010]")]
    [InlineData("ports:[1-70000]", "ports: a port is at most 65535")]
    [InlineData("x:[1-99999999999999999999]", "x: '1-99999999999999999999' is not a range such as 31000-32000")]
    [InlineData("x:{}", "x: '{}' is not a set such as {a, b}")]
    [InlineData("x:1;x:[1-2]", "x: given with two different types")]
    [InlineData("cpus(dev:4", "'cpus(dev' is not a name of a resource")]
    [InlineData("cpus():4", "cpus: Role must not be empty")]
    [InlineData("cpus(/dev):4", "cpus: Role '/dev' cannot start or end with a slash")]
    [InlineData("cpus(a b):4", "cpus: Role component 'a b' is invalid because it contains backspace or whitespace")]
    [InlineData("cpus(dev):x", "cpus(dev): 'x' is not a number")]
    [InlineData("x:1;x(dev):[1-2]", "x: given with two different types")]
    [InlineData("ports:[1-9];ports(ops):[9-9]", "ports: something of it is given to two roles")]
    [InlineData("disks(a):{x, y};disks(b):{y}", "disks: something of it is given to two roles")]
    [InlineData("""[{"name":"cpus","type":"SCALAR"}]""", "cpus: needs a number between 0 and 1e12")]
    [InlineData("""[{"name":"x","type":"RANGES","ranges":{"range":[{"begin":2,"end":1}]}}]""", "x: a range ends before it begins")]
    [InlineData("""[{"name":"x","type":"TEXT"}]""", "x: a resource cannot be text")]
    [InlineData("""[{"name":"cpus","type":"SCALAR","scalar":{"value":1},"revocable":{}}]""", "cpus: volumes, revocable and shared resources are not supported")]
    public void Says_what_is_wrong(string text, string expected) =>
        Assert.Equal([expected], ResourceParser.Parse(text, "*").Problems);

    [Theory]
    [InlineData(""" "role":"../dev" """, "Role '../dev' cannot include '..' as a component")]
    [InlineData(""" "role":"dev","reservation":{} """, "dynamic reservations are made by operations on the running agent, not here")]
    [InlineData(""" "reservations":[{"type":"DYNAMIC","role":"dev"}] """, "dynamic reservations are made by operations on the running agent, not here")]
    [InlineData(""" "reservations":[{"type":"STATIC","role":"a"},{"type":"STATIC","role":"a/b"}] """, "a resource can be reserved for one role here")]
    [InlineData(""" "reservations":[{"type":"STATIC","role":"a"}],"role":"a" """, "has both 'role' and 'reservations'")]
    [InlineData(""" "reservations":[{"role":"a"}] """, "the type of a reservation must be STATIC here")]
    [InlineData(""" "reservations":[{"type":"STATIC","role":"a","principal":"p"}] """, "principal and labels are for dynamic reservations")]
    [InlineData(""" "reservations":[{"type":"STATIC","role":"*"}] """, "a reservation must name a role, and not '*'")]
    [InlineData(""" "reservations":[{"type":"STATIC","role":"-a"}] """, "Role component '-a' is invalid because it begins with a dash")]
    public void Says_what_is_wrong_with_a_reservation(string parts, string expected) => Assert.Equal(
        ["cpus: " + expected],
        ResourceParser.Parse($$"""[{"name":"cpus","type":"SCALAR","scalar":{"value":1},{{parts}}}]""", "*").Problems);

    [Theory]
    [InlineData("cpus(eng/dev):4;cpus:1;cpus(eng/dev):0.5", "*", "cpus(eng/dev):4.5;cpus:1")]
    [InlineData("ports(ops):[31000-31010];ports:[31011-31020]", "*", "ports(ops):[31000-31010];ports:[31011-31020]")]
    [InlineData("cpus:4;mem(*):64;disk( ops ):8", "eng", "cpus(eng):4;mem:64;disk(ops):8")]
    [InlineData("""[{"name":"cpus","type":"SCALAR","scalar":{"value":4},"role":"eng"},{"name":"cpus","type":"SCALAR","scalar":{"value":1},"role":"*"}]""", "ops", "cpus(eng):4;cpus:1")]
    [InlineData("""[{"name":"mem","type":"SCALAR","scalar":{"value":4},"reservations":[{"type":"STATIC","role":"eng/dev"}]},{"name":"cpus","type":"SCALAR","scalar":{"value":1}}]""", "ops", "mem(eng/dev):4;cpus(ops):1")]
    public void Reads_for_whom_something_is_reserved(string text, string defaultRole, string expected)
    {
        var parsed = ResourceParser.Parse(text, defaultRole);

        Assert.Empty(parsed.Problems);
        Assert.Equal(expected, ResourceText.Of(parsed.Value));
    }

    [Theory]
    [InlineData("[")]
    [InlineData("[1]")]
    [InlineData("""[{"name":"cpus"}]""")]
    [InlineData("""[{"name":"cpus","type":"LOTS"}]""")]
    public void Malformed_json_is_one_problem(string text) =>
        Assert.Single(ResourceParser.Parse(text, "*").Problems);

    [Fact]
    public void Lists_every_problem_at_once() => Assert.Equal(
        ["cpus: 'x' is not a number", "'mem' is not name:value", "ports: must be ranges"],
        ResourceParser.Parse("cpus:x;mem;disk:5;ports:1", "*").Problems);

    private static string Print(Resource resource) => resource.Name + " " + resource.Type switch
    {
        Value.Types.Type.Scalar => FormattableString.Invariant($"{resource.Scalar.Value}"),
        Value.Types.Type.Ranges => string.Join(',', resource.Ranges.Range.Select(range => $"{range.Begin}-{range.End}")),
        _ => string.Join('|', resource.Set.Item),
    };
}

using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Resources;
using MesosOperator.Core.Roles;
using MesosOperator.Protocol.Mapping.Resources;
using Wire = MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Protocol.Tests.Mapping;

/// <summary>Resources in both forms, there and back.</summary>
public sealed class ResourceMappingTests
{
    private const string Cpus = "\"name\":\"cpus\",\"type\":\"SCALAR\",\"scalar\":{\"value\":1.5}";
    private const FrameworkCapabilities Modern = FrameworkCapabilities.MultiRole | FrameworkCapabilities.ReservationRefinement;

    [Theory]
    [InlineData("""{"name":"cpus","type":"SCALAR","scalar":{"value":1.5}}""", "cpus:1.5")]
    [InlineData("""{"name":"ports","type":"RANGES","ranges":{"range":[{"begin":31001,"end":31002},{"begin":31000,"end":31000}]}}""", "ports:[31000-31002]")]
    [InlineData("""{"name":"zones","type":"SET","set":{"item":["b","a"]}}""", "zones:{a, b}")]
    [InlineData("""{"name":"disk","type":"SCALAR","scalar":{"value":0}}""", "")]
    [InlineData("""{"name":"cpus","type":"SCALAR","scalar":{"value":1},"role":"dev"}""", "cpus(dev):1")]
    [InlineData("""{"name":"cpus","type":"SCALAR","scalar":{"value":1},"revocable":{}}""", "cpus{REV}:1")]
    public void Values_of_each_kind_are_counted(string json, string text) =>
        Assert.Equal(text, Map(json).Resources.ToString());

    [Theory]
    [InlineData("""{NAME,"role":"*"}""", "", Modern)]
    [InlineData("""{NAME,"role":"*"}""", "\"role\":\"*\"", FrameworkCapabilities.None)]
    [InlineData("""{NAME,"role":"dev"}""", "\"role\":\"dev\"", FrameworkCapabilities.None)]
    [InlineData("""{NAME,"role":"dev"}""", "\"reservations\":[{\"type\":\"STATIC\",\"role\":\"dev\"}]", Modern)]
    [InlineData("""{NAME,"role":"dev","reservation":{"principal":"p"}}""", "\"role\":\"dev\",\"reservation\":{\"principal\":\"p\"}", FrameworkCapabilities.None)]
    [InlineData("""{NAME,"reservations":[{"type":"DYNAMIC","role":"dev","principal":"p"}]}""", "\"role\":\"dev\",\"reservation\":{\"principal\":\"p\"}", FrameworkCapabilities.None)]
    [InlineData("""{NAME,"role":"dev","reservation":{"labels":{"labels":[{"key":"k"}]}}}""",
        "\"reservations\":[{\"type\":\"DYNAMIC\",\"role\":\"dev\",\"labels\":{\"labels\":[{\"key\":\"k\"}]}}]", Modern)]
    public void Reservations_are_told_in_the_form_of_the_reader(string json, string told, FrameworkCapabilities capabilities)
    {
        var resources = Map(json.Replace("NAME", Cpus)).Resources;

        var text = Parse.Text(Assert.Single(ResourcesToWire.ForFramework(resources, new RoleName("eng"), capabilities)));

        var allocation = capabilities == Modern ? "\"allocation_info\":{\"role\":\"eng\"}" : "";
        var expected = new[] { Cpus, told.StartsWith("\"role") ? told : "", allocation, told.StartsWith("\"role") ? "" : told };
        Assert.Equal($$"""{{{string.Join(',', expected.Where(part => part != ""))}}}""", text);
    }

    [Fact]
    public void A_refined_stack_comes_back_and_is_hidden_from_those_who_cannot_read_it()
    {
        const string json = $$"""{{{Cpus}},"reservations":[{"type":"STATIC","role":"eng"},{"type":"DYNAMIC","role":"eng/dev","principal":"p"}]}""";
        var resources = Map(json).Resources;

        Assert.Equal(json, Parse.Text(Assert.Single(ResourcesToWire.Unallocated(resources))));
        Assert.Empty(ResourcesToWire.ForFramework(resources, new RoleName("eng/dev"), FrameworkCapabilities.MultiRole));
    }

    [Fact]
    public void Disks_shares_and_providers_come_back()
    {
        const string json = """
            {"provider_id":{"value":"rp"},"name":"disk","type":"SCALAR","scalar":{"value":10.0},"reservations":[{"type":"DYNAMIC","role":"dev"}],"disk":{"persistence":{"id":"v1","principal":"p"},"volume":{"mode":"RW","container_path":"data"}},"shared":{}}
            """;

        Assert.Equal(json.Trim(), Parse.Text(Assert.Single(ResourcesToWire.Unallocated(Map(json).Resources))));
    }

    [Fact]
    public void The_allocation_role_is_that_of_the_resources()
    {
        const string allocated = $$"""{{{Cpus}},"allocation_info":{"role":"dev"} }""";

        Assert.Equal(new RoleName("dev"), Map(allocated, allocated).AllocationRole);
        Assert.Null(Map($$"""{{{Cpus}}}""").AllocationRole);
        Assert.Equal(
            "The resources have multiple allocation roles ('dev' and 'ops') but only one allocation role is allowed",
            Map(allocated, allocated.Replace("dev", "ops")).Problem);
    }

    [Theory]
    [InlineData("""{"name":"","type":"SCALAR","scalar":{"value":1}}""", "Empty resource name")]
    [InlineData("""{"name":"cpus","type":"SCALAR"}""", "Invalid scalar resource")]
    [InlineData("""{"name":"cpus","type":"SCALAR","scalar":{"value":1},"set":{}}""", "Invalid scalar resource")]
    [InlineData("""{"name":"cpus","type":"SCALAR","scalar":{"value":-0.1}}""", "Invalid scalar resource: value < 0")]
    [InlineData("""{"name":"cpus","type":"SCALAR","scalar":{"value":"NaN"}}""", "Invalid scalar resource: value is not a number that can be counted")]
    [InlineData("""{"name":"cpus","type":"SCALAR","scalar":{"value":"-Infinity"}}""", "Invalid scalar resource: value < 0")]
    [InlineData("""{"name":"gpus","type":"SCALAR","scalar":{"value":1.5}}""", "The 'gpus' resource must be an unsigned integer")]
    [InlineData("""{"name":"ports","type":"RANGES"}""", "Invalid ranges resource")]
    [InlineData("""{"name":"ports","type":"RANGES","ranges":{"range":[{"begin":2,"end":1}]}}""", "Invalid ranges resource: begin > end")]
    [InlineData("""{"name":"ports","type":"RANGES","ranges":{"range":[{"begin":1,"end":5},{"begin":5,"end":6}]}}""", "Invalid ranges resource: overlapping ranges")]
    [InlineData("""{"name":"zones","type":"SET","set":{"item":["a","a"]}}""", "Invalid set resource: duplicated elements")]
    [InlineData("""{"name":"x","type":"TEXT"}""", "Unsupported resource type: TEXT")]
    [InlineData("""{"name":"cpus","type":"SCALAR","scalar":{"value":1},"role":"a b"}""", "Role component 'a b' is invalid because it contains backspace or whitespace")]
    [InlineData("""{"name":"cpus","type":"SCALAR","scalar":{"value":1},"reservation":{}}""", "Invalid reservation: role \"*\" cannot be dynamically reserved")]
    [InlineData("""{"name":"cpus","type":"SCALAR","scalar":{"value":1},"role":"dev","reservation":{"type":"STATIC"}}""", "'Resource.reservation' must not have a type or a role of its own")]
    [InlineData("""{"name":"cpus","type":"SCALAR","scalar":{"value":1},"role":"dev","reservation":{},"revocable":{}}""", "Dynamically reserved resource cannot be created from revocable resources")]
    [InlineData("""{"name":"cpus","type":"SCALAR","scalar":{"value":1},"role":"dev","reservations":[{"type":"STATIC","role":"dev"}]}""", "'Resource.role' and 'Resource.reservation' must not be set when 'Resource.reservations' is")]
    [InlineData("""{"name":"cpus","type":"SCALAR","scalar":{"value":1},"reservations":[{"role":"dev"}]}""", "Invalid reservation: type is not specified")]
    [InlineData("""{"name":"cpus","type":"SCALAR","scalar":{"value":1},"reservations":[{"type":"STATIC"}]}""", "Invalid reservation: role \"*\" cannot be reserved")]
    [InlineData("""{"name":"cpus","type":"SCALAR","scalar":{"value":1},"reservations":[{"type":"STATIC","role":"/dev"}]}""", "Invalid reservation: Role '/dev' cannot start or end with a slash")]
    [InlineData("""{"name":"cpus","type":"SCALAR","scalar":{"value":1},"reservations":[{"type":"STATIC","role":"a"},{"type":"STATIC","role":"a/b"}]}""", "Invalid refined reservation: a refined reservation can only be dynamic")]
    [InlineData("""{"name":"cpus","type":"SCALAR","scalar":{"value":1},"reservations":[{"type":"STATIC","role":"a"},{"type":"DYNAMIC","role":"ab"}]}""", "Invalid refined reservation: role 'ab' is not a refinement of 'a'")]
    [InlineData("""{"name":"cpus","type":"SCALAR","scalar":{"value":1},"disk":{}}""", "DiskInfo should not be set for cpus resource")]
    [InlineData("""{"name":"disk","type":"SCALAR","scalar":{"value":1},"disk":{}}""", "DiskInfo is set but empty")]
    [InlineData("""{"name":"disk","type":"SCALAR","scalar":{"value":1},"disk":{"volume":{"mode":"RW","container_path":"d"}}}""", "Non-persistent volume not supported")]
    [InlineData("""{"name":"disk","type":"SCALAR","scalar":{"value":1},"disk":{"persistence":{"id":"v"}}}""", "Persistent volumes cannot be created from unreserved resources")]
    [InlineData("""{"name":"disk","type":"SCALAR","scalar":{"value":1},"role":"dev","revocable":{},"disk":{"persistence":{"id":"v"}}}""", "Persistent volumes cannot be created from revocable resources")]
    [InlineData("""{"name":"disk","type":"SCALAR","scalar":{"value":1},"role":"dev","disk":{"persistence":{"id":"a/b"}}}""", "Invalid persistence ID: 'a/b' contains invalid characters")]
    [InlineData("""{"name":"disk","type":"SCALAR","scalar":{"value":1},"role":"dev","disk":{"persistence":{"id":"v"}}}""", "Expecting 'volume' to be set for persistent volume")]
    [InlineData("""{"name":"disk","type":"SCALAR","scalar":{"value":1},"role":"dev","disk":{"persistence":{"id":"v"},"volume":{"mode":"RO","container_path":"d"}}}""", "Read-only persistent volume not supported")]
    [InlineData("""{"name":"disk","type":"SCALAR","scalar":{"value":1},"role":"dev","disk":{"persistence":{"id":"v"},"volume":{"mode":"RW","container_path":"d","host_path":"/d"}}}""", "Expecting 'host_path' to be unset for persistent volume")]
    [InlineData("""{"name":"disk","type":"SCALAR","scalar":{"value":1},"shared":{}}""", "Only persistent volumes can be shared")]
    public void A_malformed_resource_is_named(string json, string problem)
    {
        var mapped = Map(json);

        Assert.EndsWith("': " + problem, mapped.Problem);
        Assert.True(mapped.Resources.IsEmpty);
    }

    [Fact]
    public void Revocable_and_other_resources_of_one_name_do_not_mix() => Assert.Equal(
        "Cannot use both revocable and non-revocable 'cpus' at the same time",
        Map("{" + Cpus + "}", "{" + Cpus + ",\"revocable\":{}}").Problem);

    [Fact]
    public void Absurd_amounts_and_lists_are_refused_before_they_are_summed()
    {
        const string largest = """{"name":"cpus","type":"SCALAR","scalar":{"value":8e9}}""";

        Assert.Equal("cpus:8000000000000", Map([.. Enumerable.Repeat(largest, 1000)]).Resources.ToString());
        Assert.Equal("More than 1000 resources in one list", Map([.. Enumerable.Repeat(largest, 1001)]).Problem);
        Assert.EndsWith("value is not a number that can be counted", Map(largest.Replace("8e9", "9e9")).Problem);
    }

    private static MappedResources Map(params string[] json) => ResourcesFromWire.Map([.. json.Select(Parse.Json<Wire.Resource>)]);
}

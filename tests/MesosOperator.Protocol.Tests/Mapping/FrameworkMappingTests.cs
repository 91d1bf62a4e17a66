using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Roles;
using MesosOperator.Protocol.Mapping.Frameworks;
using MesosOperator.Protocol.Mapping.Scheduler;
using MesosOperator.Protocol.Mesos.V1.Scheduler;
using Wire = MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Protocol.Tests.Mapping;

/// <summary>What frameworks say about themselves, there and back.</summary>
public sealed class FrameworkMappingTests
{
    [Theory]
    [InlineData("""{"user":"u","name":"n","id":{"value":"f"},"failover_timeout":12.5,"checkpoint":true,"roles":["b","a"],"hostname":"h","principal":"p","webui_url":"w","capabilities":[{"type":"TASK_KILLING_STATE"},{"type":"MULTI_ROLE"}],"labels":{"labels":[{"key":"k","value":"v"},{"key":"l"}]}}""")]
    [InlineData("""{"user":"u","name":"n","failover_timeout":0.0,"checkpoint":false,"role":"dev"}""")]
    [InlineData("""{"user":"u","name":"n","failover_timeout":-1.0,"checkpoint":false,"capabilities":[{"type":"REVOCABLE_RESOURCES"},{"type":"TASK_KILLING_STATE"},{"type":"GPU_RESOURCES"},{"type":"SHARED_RESOURCES"},{"type":"PARTITION_AWARE"},{"type":"MULTI_ROLE"},{"type":"RESERVATION_REFINEMENT"},{"type":"REGION_AWARE"}]}""")]
    [InlineData("""{"user":"u","name":"n","failover_timeout":0.0,"checkpoint":false,"role":"dev","offer_filters":{"dev":{"min_allocatable_resources":{"quantities":[{"quantities":{"cpus":{"value":2.0}}}]}}}}""")]
    public void A_description_comes_back_equal(string json)
    {
        var (info, defect) = Map(json);

        Assert.Null(defect);
        Assert.Equal(json, Parse.Text(FrameworkToWire.Map(info)));
    }

    [Fact]
    public void A_framework_without_roles_has_the_role_of_everybody() =>
        Assert.Equal([RoleName.Any], Map("""{"user":"u","name":"n"}""").Info.Roles);

    [Fact]
    public void A_multi_role_framework_may_have_none() =>
        Assert.Empty(Map("""{"user":"u","name":"n","capabilities":[{"type":"MULTI_ROLE"}]}""").Info.Roles);

    [Fact]
    public void An_empty_id_is_none() =>
        Assert.Null(Map("""{"user":"u","name":"n","id":{"value":""}}""").Info.Id);

    [Fact]
    public void Capabilities_that_are_not_known_are_nothing() => Assert.Equal(
        FrameworkCapabilities.PartitionAware,
        Map("""{"user":"u","name":"n","capabilities":[{"type":"FLYING"},{},{"type":"PARTITION_AWARE"},{"type":"PARTITION_AWARE"}]}""").Info.Capabilities);

    [Theory]
    [InlineData("\"role\":\"a\",\"capabilities\":[{\"type\":\"MULTI_ROLE\"}]", "'FrameworkInfo.role' must not be set when the framework is MULTI_ROLE capable")]
    [InlineData("\"roles\":[\"a\"]", "'FrameworkInfo.roles' must not be set when the framework is not MULTI_ROLE capable")]
    [InlineData("\"failover_timeout\":1e10", "The framework failover_timeout (10000000000) is invalid: out of range")]
    [InlineData("\"failover_timeout\":\"NaN\"", "The framework failover_timeout (NaN) is invalid: out of range")]
    [InlineData("\"failover_timeout\":\"-Infinity\"", "The framework failover_timeout (-Infinity) is invalid: out of range")]
    [InlineData("\"offer_filters\":{\"*\":{\"min_allocatable_resources\":{\"quantities\":[{}]}}}", "'FrameworkInfo.offer_filters' for role '*' have resource quantities without any quantity")]
    [InlineData("\"offer_filters\":{\"*\":{\"min_allocatable_resources\":{\"quantities\":[{\"quantities\":{\"cpus\":{\"value\":-1}}}]}}}", "'FrameworkInfo.offer_filters' for role '*' have an invalid quantity of 'cpus'")]
    public void A_fault_travels_with_the_subscription(string fields, string defect)
    {
        var subscribe = Subscribe($$$"""{"type":"SUBSCRIBE","subscribe":{"framework_info":{"user":"u","name":"n",{{{fields}}}} } }""");

        Assert.Equal(defect, subscribe.Defect);
    }

    [Fact]
    public void Constraints_of_every_kind_are_read()
    {
        const string json = """
            {"type":"SUBSCRIBE","subscribe":{"framework_info":{"user":"u","name":"n"},"offer_constraints":{"role_constraints":{"dev":{"groups":[
              {"attribute_constraints":[
                {"selector":{"attribute_name":"rack"},"predicate":{"exists":{}}},
                {"selector":{"pseudoattribute_type":"HOSTNAME"},"predicate":{"not_exists":{}}},
                {"selector":{"pseudoattribute_type":"REGION"},"predicate":{"text_equals":{"value":"a"}}}]},
              {"attribute_constraints":[
                {"selector":{"pseudoattribute_type":"ZONE"},"predicate":{"text_not_equals":{"value":"b"}}},
                {"selector":{"attribute_name":"rack"},"predicate":{"text_matches":{"regex":"r[0-9]"}}},
                {"selector":{"attribute_name":"rack"},"predicate":{"text_not_matches":{"regex":"x"}}}]}]} }} }}
            """;

        var subscribe = Subscribe(json);

        Assert.Null(subscribe.Defect);
        var (role, constraints) = Assert.Single(subscribe.Constraints.Roles);
        Assert.Equal("dev", role.Value);
        Assert.Equal(
            [
                "Attribute rack Exists  ", "Hostname  NotExists  ", "Region  TextEquals a ",
                "Zone  TextNotEquals b ", "Attribute rack TextMatches r[0-9] r[0-9]", "Attribute rack TextNotMatches x x",
            ],
            constraints.Groups.SelectMany(group => group).Select(one => $"{one.Selector} {one.Name} {one.Predicate} {one.Text} {one.Pattern}"));
    }

    [Theory]
    [InlineData("""{"selector":{"attribute_name":"rack"},"predicate":{}}""", "Unknown predicate type")]
    [InlineData("""{"selector":{},"predicate":{"exists":{}}}""", "Exactly one of 'AttributeConstraint::Selector::name' or 'AttributeConstraint::Selector::pseudoattribute_type' must be set")]
    [InlineData("""{"selector":{"pseudoattribute_type":"UNKNOWN"},"predicate":{"exists":{}}}""", "Unknown pseudoattribute type")]
    [InlineData("""{"selector":{"attribute_name":"rack"},"predicate":{"text_matches":{"regex":"("}}}""", "Invalid regular expression '('")]
    public void O05_a_constraint_that_cannot_be_read_refuses_subscription_and_update(string constraint, string defect)
    {
        const string fields = "\"framework_info\":{\"user\":\"u\",\"name\":\"n\"},\"offer_constraints\":{\"role_constraints\":{\"*\":{\"groups\":[{\"attribute_constraints\":[ONE]}]}}}";
        var told = fields.Replace("ONE", constraint);

        Assert.StartsWith(defect, Subscribe($$$"""{"type":"SUBSCRIBE","subscribe":{{{{told}}}} }""").Defect);
        var update = (FrameworkCommand.Update)CommandFromWire.Map(
            Parse.Json<Call>($$$"""{"type":"UPDATE_FRAMEWORK","framework_id":{"value":"f"},"update_framework":{{{{told}}}} }"""), new Caller(new StreamId("s"), null));
        Assert.StartsWith(defect, update.Defect);
    }

    [Fact]
    public void A_subscription_names_its_stream_and_suppressed_roles_and_is_given_its_principal()
    {
        const string json = """{"type":"SUBSCRIBE","subscribe":{"framework_info":{"user":"u","name":"n"},"suppressed_roles":["*"]}}""";

        var subscribe = Subscribe(json);

        Assert.Null(subscribe.Defect);
        Assert.Equal("s", subscribe.Stream.Value);
        Assert.Equal([RoleName.Any], subscribe.SuppressedRoles);
        Assert.Equal("authenticated", subscribe.Info.Principal);
        Assert.Equal("own", Subscribe(json.Replace("\"n\"", "\"n\",\"principal\":\"own\"")).Info.Principal);
    }

    private static MappedFramework Map(string json) => FrameworkFromWire.Map(Parse.Json<Wire.FrameworkInfo>(json));

    private static SubscriptionCommand.Subscribe Subscribe(string json) =>
        CommandFromWire.Subscribe(Parse.Json<Call>(json), new StreamId("s"), "authenticated");
}

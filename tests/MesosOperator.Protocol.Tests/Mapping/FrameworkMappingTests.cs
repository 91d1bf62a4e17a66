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
    [InlineData("\"offer_filters\":{\"*\":{}}", "'FrameworkInfo.offer_filters' are not served by this operator")]
    public void A_fault_travels_with_the_subscription(string fields, string defect)
    {
        var subscribe = Subscribe($$$"""{"type":"SUBSCRIBE","subscribe":{"framework_info":{"user":"u","name":"n",{{{fields}}}} } }""");

        Assert.Equal(defect, subscribe.Defect);
    }

    [Fact]
    public void Constraints_that_are_not_served_refuse_the_subscription() => Assert.Equal(
        "'offer_constraints' are not served by this operator",
        Subscribe("""{"type":"SUBSCRIBE","subscribe":{"framework_info":{"user":"u","name":"n"},"offer_constraints":{"role_constraints":{"*":{}}}}}""").Defect);

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

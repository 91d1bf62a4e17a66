using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Offers;
using MesosOperator.Core.Resources;
using MesosOperator.Core.Roles;
using MesosOperator.Protocol.Codecs;
using MesosOperator.Protocol.Mapping.Offers;
using MesosOperator.Protocol.Mapping.Resources;
using Wire = MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Protocol.Tests.Mapping;

/// <summary>Operations on resources, and what is said of them.</summary>
public sealed class OperationMappingTests
{
    private const string Reserved = "\"name\":\"disk\",\"type\":\"SCALAR\",\"scalar\":{\"value\":10.0},\"reservations\":[{\"type\":\"DYNAMIC\",\"role\":\"dev\",\"principal\":\"p\"}]";
    private const string Volume = Reserved + ",\"disk\":{\"persistence\":{\"id\":\"v\",\"principal\":\"p\"},\"volume\":{\"mode\":\"RW\",\"container_path\":\"data\"}}";

    [Fact]
    public void A_reservation_may_have_a_source_and_an_id()
    {
        var reserve = Assert.IsType<ResourceOperation.Reserve>(Map(
            """{"type":"RESERVE","id":{"value":"o"},"reserve":{"source":[{"name":"disk","type":"SCALAR","scalar":{"value":10.0}}],"resources":[CHARGED]}}"""));

        Assert.Equal(("o", "disk(+dev@p):10", "disk:10"), (reserve.Id?.Value, reserve.Resources.ToString(), reserve.Source?.ToString()));
        Assert.Equal(new RoleName("dev"), reserve.AllocationRole);
        Assert.Null(reserve.Defect);
    }

    [Theory]
    [InlineData("""{"type":"UNRESERVE","unreserve":{"resources":[RESERVED]}}""", typeof(ResourceOperation.Unreserve))]
    [InlineData("""{"type":"CREATE","create":{"volumes":[VOLUME]}}""", typeof(ResourceOperation.Create))]
    [InlineData("""{"type":"DESTROY","destroy":{"volumes":[VOLUME]}}""", typeof(ResourceOperation.Destroy))]
    [InlineData("""{"type":"GROW_VOLUME","grow_volume":{"volume":VOLUME,"addition":RESERVED}}""", typeof(ResourceOperation.Grow))]
    [InlineData("""{"type":"SHRINK_VOLUME","shrink_volume":{"volume":VOLUME,"subtract":{"value":2.5}}}""", typeof(ResourceOperation.Shrink))]
    public void Each_kind_becomes_its_operation(string json, Type kind)
    {
        var operation = Map(json);

        Assert.IsType(kind, operation);
        Assert.Null(operation.Defect);
        Assert.Null(operation.Id);
    }

    [Theory]
    [InlineData("""{"type":"RESERVE","reserve":{"resources":[{"name":"","type":"SCALAR"}]}}""", "Invalid resource '': Empty resource name")]
    [InlineData("""{"type":"RESERVE","reserve":{"source":[{"name":"","type":"SCALAR"}]}}""", "Invalid resource '': Empty resource name")]
    [InlineData("""{"type":"GROW_VOLUME","grow_volume":{"volume":VOLUME,"addition":{"name":"","type":"SCALAR"}}}""", "Invalid resource '': Empty resource name")]
    [InlineData("""{"type":"SHRINK_VOLUME","shrink_volume":{"volume":VOLUME,"subtract":{"value":-1}}}""", "'subtract' is not a number that can be counted")]
    public void A_fault_of_form_travels_with_the_operation(string json, string defect) => Assert.Equal(defect, Map(json).Defect);

    [Theory]
    [InlineData(OperationState.Finished, "OPERATION_FINISHED")]
    [InlineData(OperationState.Error, "OPERATION_ERROR")]
    [InlineData(OperationState.GoneByOperator, "OPERATION_GONE_BY_OPERATOR")]
    [InlineData(OperationState.Unknown, "OPERATION_UNKNOWN")]
    public void Every_state_has_its_name(OperationState state, string name) =>
        Assert.Equal($$"""{"operation_id":{"value":"o"},"state":"{{name}}"}""", Parse.Text(OperationStatusToWire.Map(new(new("o"), state), FrameworkCapabilities.None)));

    [Fact]
    public void A_report_tells_what_was_made_in_the_form_of_the_reader()
    {
        var made = ResourcesFromWire.Map([Parse.Json<Wire.Resource>($$"""{{{Volume}} }""")]).Resources;
        var status = new OperationStatus(new("o"), OperationState.Finished)
        {
            AgentId = new AgentId("a"),
            Role = new("dev"),
            Converted = made,
            Message = "done",
            UpdateId = new(1),
        };

        Assert.Equal(
            "{\"operation_id\":{\"value\":\"o\"},\"state\":\"OPERATION_FINISHED\",\"message\":\"done\",\"converted_resources\":[{"
            + Volume.Replace(",\"reservations\"", ",\"allocation_info\":{\"role\":\"dev\"},\"reservations\"", StringComparison.Ordinal)
            + """}],"uuid":{"value":"AAAAAAAAAAAAAAAAAAAAAQ=="},"agent_id":{"value":"a"}}""",
            Parse.Text(OperationStatusToWire.Map(status, FrameworkCapabilities.MultiRole | FrameworkCapabilities.ReservationRefinement)));
    }

    [Fact]
    public void Disks_of_every_kind_come_back()
    {
        foreach (var (kind, type) in new[] { (DiskKind.Path, "PATH"), (DiskKind.Mount, "MOUNT"), (DiskKind.Block, "BLOCK"), (DiskKind.Raw, "RAW") })
        {
            var json = $$"""{"name":"disk","type":"SCALAR","scalar":{"value":10.0},"disk":{"source":{"type":"{{type}}","id":"i"} } }""".Replace(" ", "", StringComparison.Ordinal);
            var resource = Assert.Single(ResourcesFromWire.Map([Parse.Json<Wire.Resource>(json)]).Resources.Items);
            Assert.Equal((kind, kind != DiskKind.Path), (resource.Traits.DiskKind, resource.Traits.IsIndivisible));
            Assert.Equal(json, Parse.Text(Assert.Single(ResourcesToWire.Unallocated(ResourceSet.Of(resource)))));
        }
    }

    private static ResourceOperation Map(string json) => ResourceOperationsFromWire.Map(Parse.Json<Wire.Offer.Types.Operation>(json
        .Replace("CHARGED", $$"""{{{Reserved}},"allocation_info":{"role":"dev"} }""", StringComparison.Ordinal)
        .Replace("RESERVED", $$"""{{{Reserved}} }""", StringComparison.Ordinal)
        .Replace("VOLUME\"", "#", StringComparison.Ordinal)
        .Replace("VOLUME", $$"""{{{Volume}} }""", StringComparison.Ordinal)
        .Replace("#", "VOLUME\"", StringComparison.Ordinal)));
}

using MesosOperator.Core.Agents;
using MesosOperator.Core.Identity;
using MesosOperator.Protocol.Mapping.Agents;
using Wire = MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Protocol.Tests.Mapping;

/// <summary>What agents say about themselves, there and back.</summary>
public sealed class AgentMappingTests
{
    [Fact]
    public void A_description_comes_back_equal()
    {
        const string json = """{"hostname":"h","port":6051,"resources":[{"name":"cpus","type":"SCALAR","scalar":{"value":4.0}},{"name":"mem","type":"SCALAR","scalar":{"value":8.0},"reservations":[{"type":"STATIC","role":"dev"}]}],"attributes":[{"name":"rack","type":"TEXT","text":{"value":"r1"}},{"name":"level","type":"SCALAR","scalar":{"value":-3.0}},{"name":"slots","type":"RANGES","ranges":{"range":[{"begin":1,"end":2}]}},{"name":"tags","type":"SET","set":{"item":["a","b"]}}],"id":{"value":"a"},"domain":{"fault_domain":{"region":{"name":"r"},"zone":{"name":"z"}}}}""";

        var agent = Map(json);

        Assert.Null(agent.Problem);
        Assert.Equal(("10.0.0.1", "0.1.0"), (agent.Info.Ip, agent.Info.Version));
        Assert.Equal(json, Parse.Text(AgentToWire.Map(new AgentId("a"), agent.Info)));
    }

    [Fact]
    public void Every_capability_has_its_counterpart()
    {
        var all = Enum.GetValues<AgentCapabilities>().Aggregate((left, right) => left | right);

        Assert.Equal(all, AgentCapabilityNames.FromWire(AgentCapabilityNames.ToWire(all)));
        Assert.Equal(
            Enum.GetValues<Wire.AgentInfo.Types.Capability.Types.Type>().Length - 1,
            AgentCapabilityNames.ToWire(all).Count());
    }

    [Theory]
    [InlineData("\"resources\":[{\"name\":\"cpus\",\"type\":\"SCALAR\",\"scalar\":{\"value\":-1}}]", "Invalid resource 'cpus': Invalid scalar resource: value < 0")]
    [InlineData("\"attributes\":[{\"name\":\"\",\"type\":\"TEXT\",\"text\":{\"value\":\"x\"}}]", "Empty attribute name")]
    [InlineData("\"attributes\":[{\"name\":\"x\",\"type\":\"TEXT\"}]", "Attribute 'x' has no value of its type")]
    [InlineData("\"attributes\":[{\"name\":\"x\",\"type\":\"SCALAR\"}]", "Attribute 'x' has no value of its type")]
    [InlineData("\"attributes\":[{\"name\":\"x\",\"type\":\"RANGES\",\"ranges\":{\"range\":[{\"begin\":2,\"end\":1}]}}]", "Invalid ranges resource: begin > end")]
    public void A_malformed_description_is_named(string fields, string problem)
    {
        var agent = Map($$$"""{"hostname":"h",{{{fields}}}}""");

        Assert.Equal(problem, agent.Problem);
    }

    private static MappedAgent Map(string json) => AgentFromWire.Map(Parse.Json<Wire.AgentInfo>(json), "10.0.0.1", "0.1.0", []);
}

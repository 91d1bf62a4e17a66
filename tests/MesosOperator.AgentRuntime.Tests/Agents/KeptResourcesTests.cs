using System.Net;
using Google.Protobuf;
using MesosOperator.AgentRuntime.Agents;
using MesosOperator.AgentRuntime.Identity;
using MesosOperator.AgentRuntime.Tests.Support;
using MesosOperator.Core.Primitives;
using MesosOperator.Protocol.AgentLink;
using MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.AgentRuntime.Tests.Agents;

public sealed class KeptResourcesTests
{
    private readonly AgentCore _core = new(
        new AgentIdentity(new AgentInfo { Hostname = "h" }, "1.2.3", ByteString.CopyFromUtf8("0123456789abcdef"), IPAddress.Loopback),
        new UuidSource(new Prng(7)), new AgentLimits(), "/work-dir");

    private readonly Instant _now = Instant.FromSeconds(1_000);

    [Fact]
    public void R06_what_it_was_told_last_is_said_when_it_comes_back()
    {
        _core.Apply(new AgentInput.LinkOpened(null!), _now);
        Hear(new OperatorMessage { Registered = new() { AgentId = new AgentID { Value = Orders.Agent } } });
        Hear(new OperatorMessage { KeepResources = new() { Resources = { Reserved("a"), Reserved("b") } } });
        Hear(new OperatorMessage { KeepResources = new() { Resources = { Reserved("c") } } });
        _core.Apply(new AgentInput.LinkClosed(), _now);

        var said = Assert.Single(_core.Apply(new AgentInput.LinkOpened(null!), _now).OfType<AgentEffect.Send>()).Message.Reregister;

        Assert.Equal([Reserved("c")], said.KeptResources);
    }

    private void Hear(OperatorMessage message) => _core.Apply(new AgentInput.OperatorSaid(message), _now);

    private static Resource Reserved(string role) => new()
    {
        Name = "cpus",
        Type = Value.Types.Type.Scalar,
        Scalar = new() { Value = 1 },
        Reservations = { new Resource.Types.ReservationInfo { Type = Resource.Types.ReservationInfo.Types.Type.Dynamic, Role = role } },
    };
}

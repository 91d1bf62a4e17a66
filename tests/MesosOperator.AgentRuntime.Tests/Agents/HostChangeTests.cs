using System.Net;
using Google.Protobuf;
using MesosOperator.AgentRuntime.Agents;
using MesosOperator.AgentRuntime.Identity;
using MesosOperator.AgentRuntime.Tests.Support;
using MesosOperator.Core.Primitives;
using MesosOperator.Protocol.AgentLink;
using MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.AgentRuntime.Tests.Agents;

public sealed class HostChangeTests
{
    private readonly AgentCore _core = new(
        new AgentIdentity(Host(4), "1.2.3", ByteString.CopyFromUtf8("0123456789abcdef"), IPAddress.Loopback), new UuidSource(new Prng(7)), new AgentLimits(), "/work-dir");

    private readonly Instant _now = Instant.FromSeconds(1_000);

    [Fact]
    public void More_is_told_at_once_or_with_the_next_registration()
    {
        Register();

        var said = Assert.Single(Apply(new AgentInput.HostChanged(Host(8))).OfType<AgentEffect.Send>()).Message.UpdateInfo;
        Apply(new AgentInput.LinkClosed());
        Assert.Empty(Apply(new AgentInput.HostChanged(Host(16))));
        var later = Assert.Single(Apply(new AgentInput.LinkOpened(null!)).OfType<AgentEffect.Send>()).Message.Reregister;

        Assert.Equal((8, Orders.Agent), (Cpus(said.Info), said.Info.Id.Value));
        Assert.Equal(16, Cpus(later.Info));
    }

    [Fact]
    public void What_changes_while_the_registration_is_on_its_way_is_told_after_it()
    {
        Apply(new AgentInput.LinkOpened(null!));
        Assert.Empty(Apply(new AgentInput.HostChanged(Host(8))));

        var said = Apply(new AgentInput.OperatorSaid(Registered()));
        Apply(new AgentInput.LinkClosed());
        Apply(new AgentInput.LinkOpened(null!));
        var again = Apply(new AgentInput.OperatorSaid(Registered()));

        Assert.Equal(8, Cpus(Assert.Single(said.OfType<AgentEffect.Send>()).Message.UpdateInfo.Info));
        Assert.Empty(again.OfType<AgentEffect.Send>());
    }

    [Fact]
    public void Less_than_is_kept_or_used_is_not_told_and_why_is_logged()
    {
        Register();
        Apply(new AgentInput.OperatorSaid(Orders.Run(Task(3))));

        var kept = Assert.IsType<AgentEffect.KeepInfo>(Assert.Single(Apply(new AgentInput.HostChanged(Host(2)))));
        var told = Assert.IsType<AgentEffect.Send>(Assert.Single(Apply(new AgentInput.HostChanged(Host(3)))));

        Assert.Equal("cpus: 3 needed, 2 there", kept.Problem);
        Assert.Equal(3, Cpus(told.Message.UpdateInfo.Info));
    }

    private void Register()
    {
        Apply(new AgentInput.LinkOpened(null!));
        Apply(new AgentInput.OperatorSaid(Registered()));
    }

    private static OperatorMessage Registered() => new() { Registered = new() { AgentId = new AgentID { Value = Orders.Agent } } };

    private AgentEffect[] Apply(AgentInput input) => [.. _core.Apply(input, _now)];

    private static TaskInfo Task(double cpus)
    {
        var task = Orders.Task("t1", "true");
        task.Resources.Single().Scalar.Value = cpus;
        return task;
    }

    private static double Cpus(AgentInfo info) => info.Resources.Single().Scalar.Value;

    private static AgentInfo Host(double cpus) =>
        new() { Hostname = "h", Resources = { new Resource { Name = "cpus", Type = Value.Types.Type.Scalar, Scalar = new() { Value = cpus } } } };
}

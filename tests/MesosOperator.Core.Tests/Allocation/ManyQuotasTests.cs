using MesosOperator.Core.Allocation;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Master.Events;
using MesosOperator.Core.Resources;
using MesosOperator.TestKit;

namespace MesosOperator.Core.Tests.Allocation;

/// <summary>Mesos' set-up LargeAndSmallQuota at a tenth of its size: just enough agents for what all roles were promised.</summary>
public class ManyQuotasTests
{
    private const int Small = 250;
    private const int Large = 50;

    [Fact]
    public void Every_role_gets_what_it_was_promised_and_nobody_more()
    {
        var master = new TestMaster();
        for (var role = 0; role < Small + Large; role++)
        {
            var promised = ResourceText.Parse(role < Small ? "cpus:1;mem:1024;disk:1024" : "cpus:4;mem:4096;disk:4096").Quantities;
            master.Apply(new OperatorCommand.UpdateQuota([new(new($"role{role}"), new(promised, ResourceLimits.Of(promised.Items)))], Overcommit.Allow));
            master.Apply(new SubscriptionCommand.Subscribe(new($"{role}"), A.Framework().InRole($"role{role}"), []));
        }

        for (var agent = 0; agent < Small + Large; agent++)
            master.Apply(new AgentCommand.Register(new LinkId(agent), An.Agent().With("cpus:2;mem:2048;disk:2048")));
        master.Apply(new TimeCommand.Allocate());

        var quotas = master.Core.State.Shares.Quotas;
        Assert.True(quotas.Required.IsEmpty);
        Assert.All(quotas.Quotas, quota => Assert.Equal(quota.Value.Guarantees, quotas.Consumed(quota.Key)));
        Assert.Empty(master.Apply(new TimeCommand.Allocate()).Events.OfType<OfferEvent.Made>());
    }
}

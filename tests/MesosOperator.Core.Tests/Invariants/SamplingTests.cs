using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Primitives;
using MesosOperator.Core.Resources;
using MesosOperator.TestKit;

namespace MesosOperator.Core.Tests.Invariants;

public class SamplingTests
{
    [Fact]
    public void Each_agent_has_its_turn_and_a_broken_one_is_found_without_a_walk_through_everything()
    {
        var master = new TestMaster();
        for (var link = 1; link <= 10; link++)
            master.Apply(new AgentCommand.Register(new(link), An.Agent($"host-{link}").Info));
        master.Core.State.Agents.Values.Last().Free = ResourceSet.Empty;

        var now = master.Now;
        var violation = Assert.Throws<InvariantViolationException>(() =>
        {
            for (var interval = 0; interval < 3; interval++)
                master.Core.Apply(new TimeCommand.Pass(), now += TimeSpan.FromSeconds(1));
        });
        Assert.Contains(master.Core.State.Agents.Values.Last().Id.Value, violation.Statement);
    }
}

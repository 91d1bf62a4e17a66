using MesosOperator.Core.Identity;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Primitives;
using MesosOperator.TestKit;

namespace MesosOperator.Core.Tests.Primitives;

public class SharingPoolTests
{
    private readonly SharingPool<string> _pool = new(2, text => text.Length);

    [Fact]
    public void Equal_values_become_one_object()
    {
        var first = new string('a', 3);

        Assert.Same(first, _pool.Share(first));
        Assert.Same(first, _pool.Share(new string('a', 3)));
    }

    [Fact]
    public void One_that_collides_takes_the_place_of_another()
    {
        var (first, second) = (new string('a', 3), new string('b', 5));
        _pool.Share(first);

        Assert.Same(second, _pool.Share(second));
        var again = new string('a', 3);
        Assert.Same(again, _pool.Share(again));
    }

    [Fact]
    public void A_master_keeps_what_tasks_have_in_common_once()
    {
        var master = new TestMaster();
        foreach (var number in (int[])[1, 2])
        {
            var agent = new AgentId($"old-S{number}");
            var tasks = new[] { "a", "b" }.Select(id => new Core.Tasks.LaunchedTask(A.Task($"{id}{number}").On(agent), new(string.Concat("f", "1")), new("*")) { State = Core.Tasks.TaskState.Running });
            master.Apply(new AgentCommand.Reregister(new LinkId(number), agent, An.Agent(), [.. tasks], [A.Framework().Known(new("f1"))]));
        }

        var kept = Assert.Single(master.Core.View().Frameworks).Tasks;

        Assert.Equal(4, kept.Length);
        Assert.All(kept, task => Assert.Same(kept[0].Info.Resources, task.Info.Resources));
        Assert.All(kept, task => Assert.Same(kept[0].Info.Description, task.Info.Description));
        Assert.All(kept, task => Assert.Same(kept[0].FrameworkId.Value, task.FrameworkId.Value));
    }
}

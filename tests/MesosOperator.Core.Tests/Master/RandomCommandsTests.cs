using CsCheck;
using MesosOperator.Core.Master.Events;
using MesosOperator.Core.Primitives;

namespace MesosOperator.Core.Tests.Master;

public class RandomCommandsTests
{
    private static readonly Gen<ulong[]> Story = Gen.ULong.Array[0, 80];

    /// <summary>Whatever frameworks and agents say, no law is broken, and the events are the whole history.</summary>
    [Fact]
    public void No_word_breaks_a_law_and_the_events_tell_all() => Story.Sample(
        seeds =>
        {
            var master = new RandomMaster();
            foreach (var seed in seeds)
                master.Say(seed);
            Assert.Equal(master.View, master.ReplicaView);
        },
        iter: 300);

    /// <summary>A story that never gets to something says nothing about it.</summary>
    [Fact]
    public void Such_stories_get_to_every_kind_of_event()
    {
        var seen = new HashSet<Type>();
        var prng = new Prng(1);
        for (var story = 0; story < 300; story++)
        {
            var master = new RandomMaster();
            for (var step = 0; step < 80; step++)
                master.Say(prng.NextUInt64());
            seen.UnionWith(master.Seen);
        }

        var kinds = typeof(MasterEvent).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(MasterEvent)) && !type.IsAbstract);
        Assert.Equal("", string.Join(", ", kinds.Except(seen).Select(type => type.FullName)));
    }
}

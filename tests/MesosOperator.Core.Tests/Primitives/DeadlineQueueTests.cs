using CsCheck;
using MesosOperator.Core.Primitives;

namespace MesosOperator.Core.Tests.Primitives;

public class DeadlineQueueTests
{
    [Fact]
    public void What_is_due_comes_by_time_and_then_by_arrival() =>
        Gen.Select(Gen.Long[0, 9].Array[0, 20], Gen.Long[0, 9]).Sample((times, now) =>
        {
            var queue = new DeadlineQueue<int>();
            for (var index = 0; index < times.Length; index++)
                queue.Add(index, new(times[index]));

            var expected = times.Select((at, index) => (at, index)).Where(entry => entry.at <= now).Order().ToArray();
            foreach (var (at, index) in expected)
            {
                Assert.Equal(new Instant(at), queue.Soonest);
                Assert.True(queue.TryTakeDue(new(now), out var subject, out var due));
                Assert.Equal((index, new Instant(at)), (subject, due));
            }

            Assert.False(queue.TryTakeDue(new(now), out _, out _));
            Assert.Equal(times.Where(at => at > now).DefaultIfEmpty(long.MaxValue).Min(), queue.Soonest.Ticks);
        });

    [Fact]
    public void Unwanted_deadlines_do_not_pile_up_and_wanted_ones_stay()
    {
        var queue = new DeadlineQueue<int>((subject, _) => subject % 100 == 0);
        for (var subject = 0; subject < 100_000; subject++)
            queue.Add(subject, new(subject % 7));

        Assert.InRange(queue.Count, 1000, 3000);
        var taken = new List<int>();
        while (queue.TryTakeDue(new(7), out var subject, out _))
            if (subject % 100 == 0)
                taken.Add(subject);
        Assert.Equal(Enumerable.Range(0, 1000).Select(index => index * 100).OrderBy(subject => subject % 7).ThenBy(subject => subject), taken);
    }
}

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
}

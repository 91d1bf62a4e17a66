using CsCheck;
using MesosOperator.Core.Primitives;

namespace MesosOperator.Core.Tests.Primitives;

public class InstantTests
{
    [Fact]
    public void Beyond_all_time_is_never() =>
        Gen.Select(Gen.Long[0, long.MaxValue], Gen.Long[0, long.MaxValue]).Sample((start, duration) =>
        {
            var end = new Instant(start) + new TimeSpan(duration);
            var exact = (Int128)start + duration;
            return end.Ticks == (exact > long.MaxValue ? long.MaxValue : (long)exact) && end >= new Instant(start);
        });

    [Fact]
    public void An_end_less_its_start_is_the_duration() =>
        Gen.Select(Gen.Long[0, 1L << 60], Gen.Long[-(1L << 50), 1L << 50]).Sample((start, duration) =>
            (new Instant(start) + new TimeSpan(duration) - new Instant(start)).Ticks == duration);

    [Fact]
    public void Seconds_and_nanoseconds_are_those_of_the_epoch()
    {
        Assert.Equal(1_600_000_000.5, Instant.FromSeconds(1_600_000_000.5).ToSeconds());
        Assert.Equal(1_600_000_000_500_000_000, Instant.FromSeconds(1_600_000_000.5).ToNanoseconds());
    }
}

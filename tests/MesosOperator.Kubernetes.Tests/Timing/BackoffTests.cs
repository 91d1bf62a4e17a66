using MesosOperator.Kubernetes.Timing;

namespace MesosOperator.Kubernetes.Tests.Timing;

public class BackoffTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(5, 16)]
    [InlineData(6, 30)]
    [InlineData(int.MaxValue, 30)]
    public void It_doubles_up_to_its_bound_and_is_spread_over_the_upper_half(int failures, double wholeSeconds)
    {
        var backoff = new Backoff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30), new Jitter(1));
        var waits = Enumerable.Range(0, 200).Select(_ => backoff.After(failures).TotalSeconds).ToArray();
        Assert.All(waits, wait => Assert.InRange(wait, wholeSeconds / 2, wholeSeconds));
        Assert.Equal(wholeSeconds > 0, waits.Distinct().Count() > 1);
    }

    [Fact]
    public void One_seed_spreads_in_one_way()
    {
        var (one, other) = (new Jitter(5), new Jitter(5));
        Assert.Equal(
            Enumerable.Range(0, 9).Select(_ => one.Spread(TimeSpan.FromHours(1))),
            Enumerable.Range(0, 9).Select(_ => other.Spread(TimeSpan.FromHours(1))));
    }
}

using MesosOperator.Kubernetes.Timing;
using Microsoft.Extensions.Time.Testing;

namespace MesosOperator.Kubernetes.Tests.Timing;

public class TokenBucketTests
{
    [Fact]
    public void A_burst_passes_and_then_so_many_a_second()
    {
        var time = new FakeTimeProvider();
        var bucket = new TokenBucket(perSecond: 4, burst: 3, time);
        Assert.Equal([0, 0, 0, 250, 250], Enumerable.Range(0, 5).Select(_ => bucket.Take().TotalMilliseconds));
        time.Advance(TimeSpan.FromMilliseconds(100));
        Assert.Equal(150, bucket.Take().TotalMilliseconds);
        time.Advance(TimeSpan.FromMilliseconds(150));
        Assert.Equal([0, 250], Enumerable.Range(0, 2).Select(_ => bucket.Take().TotalMilliseconds));
        time.Advance(TimeSpan.FromDays(1));
        Assert.Equal([0, 0, 0, 250], Enumerable.Range(0, 4).Select(_ => bucket.Take().TotalMilliseconds));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    public void A_bucket_that_lets_nothing_pass_is_refused(double perSecond, int burst) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new TokenBucket(perSecond, burst, new FakeTimeProvider()));
}

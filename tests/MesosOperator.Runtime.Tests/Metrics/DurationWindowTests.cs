using MesosOperator.Runtime.Metrics;

namespace MesosOperator.Runtime.Tests.Metrics;

public sealed class DurationWindowTests
{
    private readonly DurationWindow _window = new();

    [Fact]
    public void Nothing_is_told_before_the_first() => Assert.Empty(_window.Read("x"));

    [Fact]
    public void Percentiles_lie_between_neighbours()
    {
        foreach (var milliseconds in Enumerable.Range(0, 101).Reverse())
            _window.Add(TimeSpan.FromMilliseconds(milliseconds));

        var read = _window.Read("x").ToDictionary();

        Assert.Equal(0, read["x"]);
        Assert.Equal(101, read["x/count"]);
        Assert.Equal(0, read["x/min"]);
        Assert.Equal(100, read["x/max"]);
        Assert.Equal(50, read["x/p50"]);
        Assert.Equal(99.9, read["x/p999"], 9);
    }

    [Fact]
    public void Only_the_newest_thousand_count()
    {
        for (var milliseconds = 1; milliseconds <= 1500; milliseconds++)
            _window.Add(TimeSpan.FromMilliseconds(milliseconds));

        var read = _window.Read("x").ToDictionary();

        Assert.Equal(1500, read["x"]);
        Assert.Equal(1000, read["x/count"]);
        Assert.Equal(501, read["x/min"]);
    }
}

using MesosOperator.AgentRuntime.Seeing;
using MesosOperator.AgentRuntime.Tests.Support;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace MesosOperator.AgentRuntime.Tests.Seeing;

/// <summary>How much is logged, for a while.</summary>
public sealed class LogDetailTests
{
    private readonly FakeTimeProvider _time = new();

    [Theory]
    [InlineData(0, LogLevel.Warning)]
    [InlineData(1, LogLevel.Debug)]
    [InlineData(2, LogLevel.Trace)]
    [InlineData(9, LogLevel.Trace)]
    public void A_level_says_what_is_written(uint level, LogLevel least)
    {
        using var detail = new LogDetail(LogLevel.Warning, _time);

        detail.Set(level, TimeSpan.FromMinutes(1));

        Assert.Equal(level, detail.Level);
        Assert.Equal(least, Enum.GetValues<LogLevel>().Where(detail.Allows).Min());
    }

    [Fact]
    public void What_is_more_than_asked_for_stays()
    {
        using var detail = new LogDetail(LogLevel.Trace, _time);

        detail.Set(1, TimeSpan.FromMinutes(1));

        Assert.True(detail.Allows(LogLevel.Trace));
    }

    [Fact]
    public void It_ends_with_its_time_and_not_with_that_of_an_earlier_one()
    {
        using var detail = new LogDetail(LogLevel.Information, _time);
        detail.Set(2, TimeSpan.FromMinutes(1));
        _time.Advance(TimeSpan.FromSeconds(50));
        detail.Set(1, TimeSpan.FromMinutes(1));
        _time.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(1u, detail.Level);

        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(0u, detail.Level);
        Assert.False(detail.Allows(LogLevel.Debug));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void A_clock_that_is_set_neither_ends_nor_prolongs_it(int hours)
    {
        var clock = new SetClock(_time);
        using var detail = new LogDetail(LogLevel.Information, clock);
        detail.Set(2, TimeSpan.FromMinutes(1));

        clock.Set(TimeSpan.FromHours(hours));

        _time.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(2u, detail.Level);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(0u, detail.Level);
    }
}

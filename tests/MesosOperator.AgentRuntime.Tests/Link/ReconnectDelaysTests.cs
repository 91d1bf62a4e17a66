using MesosOperator.AgentRuntime.Link;
using MesosOperator.Core.Primitives;

namespace MesosOperator.AgentRuntime.Tests.Link;

public sealed class ReconnectDelaysTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Double_from_one_second_to_a_minute_less_up_to_a_half(ulong seed)
    {
        var delays = new ReconnectDelays(new Prng(seed));

        foreach (var most in new[] { 1, 2, 4, 8, 16, 32, 60, 60, 60 })
            Assert.InRange(delays.Next().TotalSeconds, most / 2.0, most);
    }

    [Fact]
    public void Start_over_after_a_connection_that_worked()
    {
        var delays = new ReconnectDelays(new Prng(1));
        for (var i = 0; i < 5; i++)
            delays.Next();

        delays.Reset();

        Assert.InRange(delays.Next().TotalSeconds, 0.5, 1);
    }

    [Fact]
    public void Are_short_while_a_leader_is_elected()
    {
        var delays = new ReconnectDelays(new Prng(1));
        for (var i = 0; i < 5; i++)
            delays.Next();

        delays.Hasten();

        Assert.InRange(delays.Next().TotalSeconds, 1, 2);
    }

    [Fact]
    public void Are_not_made_longer_by_an_election()
    {
        var delays = new ReconnectDelays(new Prng(1));

        delays.Hasten();

        Assert.InRange(delays.Next().TotalSeconds, 0.5, 1);
    }

    [Fact]
    public void Differ_between_agents() =>
        Assert.NotEqual(new ReconnectDelays(new Prng(1)).Next(), new ReconnectDelays(new Prng(2)).Next());
}

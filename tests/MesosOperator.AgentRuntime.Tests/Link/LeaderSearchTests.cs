using MesosOperator.AgentRuntime.Tests.Support;
using MesosOperator.TestKit;
using Microsoft.Extensions.Time.Testing;

namespace MesosOperator.AgentRuntime.Tests.Link;

/// <summary>An agent that knows several processes of the operator, of which one leads.</summary>
public sealed class LeaderSearchTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new();
    private readonly ListedLogs _logs = new();
    private TestOperator _one = null!;
    private TestOperator _two = null!;
    private RunningAgent? _agent;

    public async ValueTask InitializeAsync() => (_one, _two) = (await TestOperator.StartAsync(), await TestOperator.StartAsync());

    public async ValueTask DisposeAsync()
    {
        _agent?.Stop();
        _one.EndCalls();
        _two.EndCalls();
        if (_agent is not null)
            await _agent.DisposeAsync();
        await _one.DisposeAsync();
        await _two.DisposeAsync();
    }

    /// <summary>Time stands still here: there is no pause between the two.</summary>
    [Fact]
    public async Task Goes_on_from_a_standby_to_the_leader_at_once()
    {
        Begin(_one, _two);

        (await _one.AcceptAsync()).SendElsewhere();

        Assert.NotNull((await (await _two.AcceptAsync()).RegisterAsync()).Register);
    }

    [Fact]
    public async Task Goes_on_from_one_who_is_not_there()
    {
        var gone = await TestOperator.StartAsync();
        await gone.DisposeAsync();

        Begin(gone, _two);

        Assert.NotNull((await (await _two.AcceptAsync()).RegisterAsync()).Register);
    }

    [Fact]
    public async Task Tries_every_address_of_a_name()
    {
        Begin(_one.Address.Replace("127.0.0.1", "localhost", StringComparison.Ordinal));

        Assert.NotNull((await (await _one.AcceptAsync()).RegisterAsync()).Register);
    }

    [Fact]
    public async Task Pauses_when_nobody_leads_and_then_begins_anew()
    {
        Begin(_one, _two);
        (await _one.AcceptAsync()).SendElsewhere();
        (await _two.AcceptAsync()).SendElsewhere();


        Assert.NotNull((await (await DialledAgainAsync()).RegisterAsync()).Register);
    }

    [Fact]
    public async Task Comes_back_to_the_last_leader_first()
    {
        Begin(_one, _two);
        (await _one.AcceptAsync()).SendElsewhere();
        var call = await _two.AcceptAsync();
        await call.RegisterAsync();

        call.End();
        var again = _two.AcceptAsync();
        await Eventually.TrueAsync(() => Nudge(again), "it dials again");

        Assert.NotNull((await (await again).RegisterAsync()).Reregister);
        Assert.False(_one.HasCalls);
    }

    [Theory]
    [InlineData(5, 4)]
    [InlineData(1, 0)]
    public async Task Follows_no_leader_of_an_earlier_term(long first, long second)
    {
        Begin(_one, _two);
        var call = await _one.AcceptAsync();
        await call.RegisterAsync(epoch: first);

        call.End();
        var stale = await DialledAgainAsync();
        await stale.RegisterAsync(epoch: second);

        Assert.Null(await stale.HearAsync());
        Assert.NotNull((await (await _two.AcceptAsync()).RegisterAsync(epoch: first + 1)).Reregister);
    }

    [Fact]
    public async Task Takes_no_orders_from_a_leader_of_an_earlier_term()
    {
        Begin(_one);
        var call = await _one.AcceptAsync();
        await call.RegisterAsync(epoch: 5);
        call.End();
        var stale = await DialledAgainAsync();
        await stale.RegisterAsync(epoch: 4);
        await stale.SayAsync(Orders.Run("t1", "exit 0"));
        Assert.Null(await stale.HearAsync());

        var later = await DialledAgainAsync();

        Assert.Empty((await later.RegisterAsync(epoch: 5)).Reregister.Tasks);
        Assert.Contains(_logs.Lines, line => line.Contains("it leads in term 4, which is over: this agent knows a leader of term 5", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Says_once_what_stays_the_same()
    {
        Begin(_one, _two);
        for (var round = 0; round < 3; round++)
        {
            (await DialledAgainAsync()).SendElsewhere();
            (await _two.AcceptAsync()).SendElsewhere();
        }

        await (await DialledAgainAsync()).RegisterAsync(epoch: 3);
        await Eventually.TrueAsync(() => _logs.Lines.Any(line => line.StartsWith("Registered with", StringComparison.Ordinal)), "it tells that it is registered");

        var said = Assert.Single(_logs.Lines, line => line.StartsWith("No operator takes this agent now", StringComparison.Ordinal));
        Assert.Equal(
            $"No operator takes this agent now; trying on. {_one.Address}: Unavailable, on standby; {_two.Address}: Unavailable, on standby", said);
        Assert.Contains($"Registered with {_one.Address} as agent agent-1, in term 3 of its leaders", _logs.Lines);
    }

    private async Task<TestCall> DialledAgainAsync()
    {
        var again = _one.AcceptAsync();
        await Eventually.TrueAsync(() => Nudge(again), "it dials again");
        return await again;
    }

    private void Begin(params TestOperator[] operators) => Begin(string.Join(',', operators.Select(one => one.Address)));

    private void Begin(string addresses) =>
        _agent = RunningAgent.Begin(_one, options => options with { Operator = addresses }, _time, _logs);

    /// <summary>Lets time pass for a timer that may not be set yet.</summary>
    private bool Nudge(Task done)
    {
        if (!done.IsCompleted)
            _time.Advance(TimeSpan.FromSeconds(1));
        return done.IsCompleted;
    }
}

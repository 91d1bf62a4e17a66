using MesosOperator.AgentRuntime.Agents;
using MesosOperator.AgentRuntime.Tests.Support;
using MesosOperator.Protocol.AgentLink;
using MesosOperator.Protocol.Mesos.V1;
using Microsoft.Extensions.Time.Testing;
using Task = System.Threading.Tasks.Task;

namespace MesosOperator.AgentRuntime.Tests.Link;

/// <summary>An agent and an operator's side of the link over a real connection on the loopback.</summary>
public sealed class OperatorLinkTests
{
    [Fact]
    public async Task Registers_with_what_it_was_told_to_offer()
    {
        await using var agent = await RunningAgent.StartAsync(options => options with
        {
            Resources = "cpus:3;mem:64;disk:10;ports:[1-2]",
            Attributes = "rack:r1",
            Hostname = "example",
            Port = 5151,
        });

        var register = agent.First.Register;

        Assert.Equal(("example", 5151, "127.0.0.1", "0.1.0", 16), (register.Info.Hostname, register.Info.Port, register.Ip, register.Version, register.Instance.Length));
        Assert.Equal(["cpus", "mem", "disk", "ports"], register.Info.Resources.Select(resource => resource.Name));
        Assert.Equal("r1", register.Info.Attributes[0].Text.Value);
    }

    [Fact]
    public async Task Answers_pings()
    {
        await using var agent = await RunningAgent.StartAsync();

        await agent.Call.SayAsync(Ping(42));

        Assert.Equal(42ul, (await agent.Call.HearAsync())!.Pong.Sequence);
    }

    [Fact]
    public async Task Comes_back_with_its_tasks_and_repeats_what_was_not_acknowledged()
    {
        await using var agent = await RunningAgent.StartAsync();
        await agent.Call.SayAsync(Orders.Run("t1", "exec sleep 1000"));
        var unsettled = (await agent.Call.HearAsync())!.UpdateStatus;

        agent.Call.End();
        var again = await agent.AcceptAsync();
        var reregister = (await again.RegisterAsync()).Reregister;
        var repeated = (await again.HearAsync())!.UpdateStatus;

        Assert.Equal(Orders.Agent, reregister.AgentId.Value);
        Assert.Equal(agent.First.Register.Instance, reregister.Instance);
        Assert.Equal(("t1", TaskState.TaskRunning), (reregister.Tasks.Single().TaskId.Value, reregister.Tasks.Single().State));
        Assert.Equal(unsettled.Status.Uuid, repeated.Status.Uuid);
    }

    [Fact]
    public async Task Registers_anew_when_the_answer_to_its_registration_was_lost()
    {
        await using var @operator = await TestOperator.StartAsync();
        await using var agent = RunningAgent.Begin(@operator);
        var lost = await @operator.AcceptAsync();
        var first = await lost.HearAsync();

        lost.End();
        var call = await agent.AcceptAsync();

        Assert.Equal(first!.Register.Instance, (await call.RegisterAsync()).Register.Instance);
    }

    [Fact]
    public async Task Waits_for_an_operator_that_is_not_there_yet()
    {
        var (earlier, port) = await StartOnPortOfNobodyElseAsync();
        await using var agent = RunningAgent.Begin(earlier);
        await agent.AcceptAsync();
        await earlier.DisposeAsync();

        await using var later = await StartAgainAsync(port);
        var call = await later.AcceptAsync();

        Assert.NotNull((await call.RegisterAsync()).Register);
        call.End();
    }

    [Fact]
    public async Task P11_drops_a_connection_without_pings_and_dials_again()
    {
        var time = new FakeTimeProvider();
        await using var agent = await RunningAgent.StartAsync(time: time);
        await agent.Call.SayAsync(Ping(1));
        Assert.NotNull((await agent.Call.HearAsync())!.Pong);

        time.Advance(TimeSpan.FromSeconds(74.9));
        await agent.Call.SayAsync(Ping(2));
        Assert.NotNull((await agent.Call.HearAsync())!.Pong);
        time.Advance(TimeSpan.FromSeconds(75));

        Assert.Null(await agent.Call.HearAsync());
        var accepting = agent.AcceptAsync();
        await Eventually.TrueAsync(() => Nudge(time, accepting), "the agent dials again");
        Assert.NotNull((await (await accepting).HearAsync())!.Reregister);
    }

    [Fact]
    public async Task Drops_a_connection_on_which_nobody_answers_the_registration()
    {
        var time = new FakeTimeProvider();
        await using var @operator = await TestOperator.StartAsync();
        await using var agent = RunningAgent.Begin(@operator, time: time);
        var silent = await agent.AcceptAsync();
        Assert.NotNull((await silent.HearAsync())!.Register);

        time.Advance(TimeSpan.FromSeconds(30));

        Assert.Null(await silent.HearAsync());
    }

    [Fact]
    public async Task Repeats_an_update_until_it_is_acknowledged()
    {
        var time = new FakeTimeProvider();
        await using var agent = await RunningAgent.StartAsync(time: time);
        await agent.Call.SayAsync(Orders.Run("t1", "exit 3"));
        var first = (await agent.Call.HearAsync())!.UpdateStatus;

        time.Advance(TimeSpan.FromSeconds(10));
        var second = (await agent.Call.HearAsync())!.UpdateStatus;
        time.Advance(TimeSpan.FromSeconds(20));
        var third = await agent.Call.UpdateAsync();

        Assert.Equal([TaskState.TaskStarting, TaskState.TaskStarting, TaskState.TaskStarting], new[] { first, second, third }.Select(update => update.Status.State));
        Assert.Equal([first.Status.Uuid, first.Status.Uuid], [second.Status.Uuid, third.Status.Uuid]);
        Assert.Equal(TaskState.TaskRunning, (await agent.Call.UpdateAsync()).Status.State);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task An_update_is_sent_again_neither_sooner_nor_later_when_the_clock_is_set(int hours)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var clock = new SetClock(time);
        await using var agent = await RunningAgent.StartAsync(time: clock);
        await agent.Call.SayAsync(Orders.Run("t1", "exec sleep 1000"));
        var first = (await agent.Call.HearAsync())!.UpdateStatus;

        foreach (var (pause, set) in ((int, int)[])[(10, hours), (20, -hours), (40, 24 * 30 * hours)])
        {
            await agent.Call.QuietAsync();
            clock.Set(TimeSpan.FromHours(set));
            await agent.Call.QuietAsync();
            time.Advance(TimeSpan.FromSeconds(pause) - TimeSpan.FromTicks(1));
            await agent.Call.QuietAsync();
            time.Advance(TimeSpan.FromTicks(1));
            Assert.Equal(first.Status.Uuid, (await agent.Call.HearAsync())!.UpdateStatus?.Status.Uuid);
        }

        await agent.Call.SayAsync(Orders.Acknowledge(first));
        var running = (await agent.Call.UpdateAsync()).Status;
        Assert.Equal(TaskState.TaskRunning, running.State);
    }

    /// <summary>Where something were sent, it would be before the pong.</summary>
    [Fact]
    public async Task M08_what_is_acknowledged_is_not_sent_again()
    {
        var time = new FakeTimeProvider();
        await using var agent = await RunningAgent.StartAsync(time: time);
        await agent.Call.SayAsync(Orders.Run("t1", "exec sleep 1000"));
        var starting = await agent.Call.UpdateAsync();
        var running = (await agent.Call.HearAsync())!.UpdateStatus;
        time.Advance(TimeSpan.FromSeconds(10));
        var again = await agent.Call.UpdateAsync();
        Assert.Equal((TaskState.TaskStarting, running.Status.Uuid), (starting.Status.State, again.Status.Uuid));

        for (var sequence = 1ul; sequence <= 20; sequence++)
        {
            await agent.Call.SayAsync(Ping(sequence));
            Assert.Equal(sequence, (await agent.Call.HearAsync())!.Pong?.Sequence);
            time.Advance(TimeSpan.FromMinutes(1));
        }
    }

    [Fact]
    public async Task A_refused_agent_ends()
    {
        await using var @operator = await TestOperator.StartAsync();
        await using var agent = RunningAgent.Begin(@operator);
        var call = await agent.AcceptAsync();
        await call.HearAsync();

        await call.SayAsync(new OperatorMessage { Refused = new OperatorMessage.Types.Refused { Message = "unknown host" } });
        call.End();

        Assert.Equal(AgentOutcome.Refused, await agent.Ended.WaitAsync(Patience.Token()));
    }

    [Fact]
    public async Task An_incomplete_message_is_ignored_and_the_next_one_counts()
    {
        await using var agent = await RunningAgent.StartAsync();

        await agent.Call.SayAsync(new OperatorMessage { RunTask = new OperatorMessage.Types.RunTask { AllocationRole = "x" } });
        await agent.Call.SayAsync(new OperatorMessage());
        await agent.Call.SayAsync(Orders.Run("t1", "exit 0"));

        Assert.Equal("t1", (await agent.Call.UpdateAsync()).Status.TaskId.Value);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1e9)]
    public async Task A_rhythm_of_pings_that_makes_no_sense_is_not_followed(double seconds)
    {
        await using var @operator = await TestOperator.StartAsync();
        await using var agent = RunningAgent.Begin(@operator);
        var call = await agent.AcceptAsync();

        await call.RegisterAsync(pingSeconds: seconds);

        Assert.Null(await call.HearAsync());
    }

    /// <summary>A port below those that the system gives to whoever asks for any.</summary>
    private static async Task<(TestOperator Operator, int Port)> StartOnPortOfNobodyElseAsync()
    {
        for (var port = 20_000 + System.Environment.ProcessId % 5_000; ; port++)
        {
            try
            {
                return (await TestOperator.StartAsync(port), port);
            }
            catch (IOException) when (port < 30_000)
            {
                // taken: the next one
            }
        }
    }

    /// <summary>The port is free when the earlier server has let go of it, which on a busy machine takes a moment.</summary>
    private static async Task<TestOperator> StartAgainAsync(int port)
    {
        var patience = Patience.Token();
        while (true)
        {
            try
            {
                return await TestOperator.StartAsync(port);
            }
            catch (IOException) when (!patience.IsCancellationRequested)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, patience);
            }
        }
    }

    /// <summary>Lets time pass for a timer that may not be set yet.</summary>
    private static bool Nudge(FakeTimeProvider time, Task done)
    {
        time.Advance(TimeSpan.FromSeconds(1));
        return done.IsCompleted;
    }

    private static OperatorMessage Ping(ulong sequence) => new() { Ping = new OperatorMessage.Types.Ping { Sequence = sequence } };
}

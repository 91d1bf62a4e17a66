using System.Net;
using Google.Protobuf;
using MesosOperator.AgentRuntime.Agents;
using MesosOperator.AgentRuntime.Checkpoints;
using MesosOperator.AgentRuntime.Health;
using MesosOperator.AgentRuntime.Identity;
using MesosOperator.AgentRuntime.Processes;
using MesosOperator.AgentRuntime.Tasks;
using MesosOperator.AgentRuntime.Tests.Support;
using MesosOperator.Core.Primitives;
using MesosOperator.Protocol.AgentLink;
using MesosOperator.Protocol.Mesos.V1;
using Reason = MesosOperator.Protocol.Mesos.V1.TaskStatus.Types.Reason;
using Record = MesosOperator.AgentRuntime.Checkpoints.Record;

namespace MesosOperator.AgentRuntime.Tests.Health;

/// <summary>The agent's core alone with tasks that are probed: inputs in, effects out, time as the test says.</summary>
public sealed class TaskHealthTests
{
    private const int Port = 7;

    private static readonly TaskKey Key = new(Orders.Framework, "t1");
    private static readonly ProbeResult Good = ProbeResult.Connected("yes");
    private static readonly ProbeResult Bad = ProbeResult.NotConnected("no");

    private readonly AgentCore _core = new(
        new AgentIdentity(new AgentInfo { Hostname = "h" }, "1.2.3", ByteString.CopyFromUtf8("0123456789abcdef"), IPAddress.Loopback),
        new UuidSource(new Prng(7)), new AgentLimits(), "/work-dir");

    private readonly List<Record> _journal = [];
    private readonly HashSet<ProbeKind> _atWork = [];
    private TaskLaunch _launch = null!;
    private bool _isAcknowledging = true;
    private Instant _now = Instant.FromSeconds(1_000);

    [Fact]
    public void Probes_after_the_delay_and_then_one_interval_after_each_result()
    {
        Start(Health(check => (check.DelaySeconds, check.IntervalSeconds) = (15, 10)));

        Assert.Empty(Probes(Tick(14.9)));
        Assert.Equal((ProbeKind.HealthCheck, 100, Port), Assert.Single(Probes(Tick(0.1))) is var probe ? (probe.Kind, probe.Pid, probe.Spec.Port) : default);
        Assert.Empty(Probes(Tick(60))); // it is still at work
        Result(Good);
        Assert.Empty(Probes(Tick(9.9)));
        Assert.Single(Probes(Tick(0.1)));
    }

    [Fact]
    public void Tells_the_first_success_and_then_only_changes()
    {
        Start(Health());

        Assert.Equal((TaskState.TaskRunning, Reason.TaskHealthCheckStatusUpdated, true), Told(Result(Good)));
        Assert.Null(Told(Result(Good)));
        Assert.Equal((TaskState.TaskRunning, Reason.TaskHealthCheckStatusUpdated, false), Told(Result(Bad)));
        Assert.Equal((TaskState.TaskRunning, Reason.TaskHealthCheckStatusUpdated, true), Told(Result(Good)));
        Assert.Null(Told(Result(Good)));
    }

    [Fact]
    public void Says_how_often_it_failed_and_why()
    {
        Start(Health());

        Assert.Equal("TCP health check failed (1 of 3): no", Assert.Single(Updates(Result(Bad))).Message);
        Assert.Equal("TCP health check failed (2 of 3): no", Assert.Single(Updates(Result(Bad))).Message);
        Assert.False(Assert.Single(Updates(Result(Good))).HasMessage);
    }

    [Fact]
    public void Kills_after_as_many_failures_in_a_row_and_says_so_at_the_end()
    {
        Start(Health());
        Result(Bad);
        Result(Bad);
        Result(Good);
        Result(Bad);
        Assert.Empty(Signals(Result(Bad)));

        var effects = Result(Bad);

        Assert.Equal((TaskState.TaskRunning, Reason.TaskHealthCheckStatusUpdated, false), Told(effects));
        Assert.Equal(LibC.SignalTerminate, Assert.Single(Signals(effects)).Signal);
        Assert.Single(effects.OfType<AgentEffect.StopProbes>());
        var end = Assert.Single(Updates(Apply(new AgentInput.Exited(Key, new(ExitStatus.FromSignal(15))))));
        Assert.Equal((TaskState.TaskKilled, false, false, "Command terminated with signal Terminated"), (end.State, end.Healthy, end.HasReason, end.Message));
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(1u)]
    public void One_failure_is_enough_where_none_or_one_is_allowed(uint allowed)
    {
        Start(Health(check => check.ConsecutiveFailures = allowed));

        Assert.Single(Signals(Result(Bad)));
    }

    [Fact]
    public void Failures_within_the_grace_period_count_for_nothing_until_the_first_success()
    {
        Start(Health(check => (check.GracePeriodSeconds, check.ConsecutiveFailures) = (30, 1)));

        Assert.Empty(Updates(Result(Bad)));
        Tick(29);
        Assert.Empty(Updates(Result(Bad)));
        Tick(2);
        Assert.Single(Signals(Result(Bad)));
    }

    [Fact]
    public void The_first_success_ends_the_grace_period()
    {
        Start(Health(check => check.GracePeriodSeconds = 3_600));

        Assert.Empty(Updates(Result(Bad)));
        Assert.Single(Updates(Result(Good)));
        Assert.False(Assert.Single(Updates(Result(Bad))).Healthy);
    }

    [Fact]
    public void A_result_that_comes_after_a_kill_says_nothing()
    {
        Start(Health());
        ProbeNow();
        Hear(Orders.Kill("t1"));

        Assert.Empty(Apply(new AgentInput.Probed(Key, _launch.ContainerId, ProbeKind.HealthCheck, Good)));
        Assert.Empty(Probes(Tick(60)));
    }

    [Fact]
    public void A_result_of_another_run_says_nothing()
    {
        Start(Health());
        ProbeNow();

        Assert.Empty(Apply(new AgentInput.Probed(Key, "an earlier one", ProbeKind.HealthCheck, Good)));
    }

    [Fact]
    public void A_check_is_told_when_its_outcome_changes_and_every_update_has_one()
    {
        var task = Orders.Task("t1", "true");
        task.Check = Checks.Command("true");
        var began = Updates(Start(task));

        Assert.Equal([TaskState.TaskStarting, TaskState.TaskRunning], began.Select(status => status.State));
        Assert.All(began, status => Assert.Equal((CheckInfo.Types.Type.Command, false), (status.CheckStatus.Type, status.CheckStatus.Command.HasExitCode)));
        var first = Assert.Single(Updates(Result(ProbeResult.Exited(3), ProbeKind.Check)));
        Assert.Equal((TaskState.TaskRunning, Reason.TaskCheckStatusUpdated, 3), (first.State, first.Reason, first.CheckStatus.Command.ExitCode));
        Assert.Empty(Updates(Result(ProbeResult.Exited(3), ProbeKind.Check)));
        Assert.Equal(0, Assert.Single(Updates(Result(ProbeResult.Exited(0), ProbeKind.Check))).CheckStatus.Command.ExitCode);
        Assert.False(Assert.Single(Updates(Result(ProbeResult.TimedOut(TimeSpan.FromSeconds(20)), ProbeKind.Check))).CheckStatus.Command.HasExitCode);
        Assert.False(Assert.Single(Updates(Apply(new AgentInput.Exited(Key, new(ExitStatus.FromCode(0)))))).CheckStatus.Command.HasExitCode);
    }

    [Fact]
    public void A_task_with_both_keeps_what_the_one_said_when_the_other_speaks()
    {
        var task = Health();
        task.Check = Checks.Http(80);
        Start(task);

        Result(Good);
        var status = Assert.Single(Updates(Result(ProbeResult.Answered(ProbeSpec.Of(task.Check), 204), ProbeKind.Check)));
        Assert.Equal((true, 204u), (status.Healthy, status.CheckStatus.Http.StatusCode));

        status = Assert.Single(Updates(Result(Bad)));
        Assert.Equal((false, 204u), (status.Healthy, status.CheckStatus.Http.StatusCode));
    }

    [Fact]
    public void Nothing_piles_up_where_nobody_acknowledges_and_the_newest_is_told_when_somebody_does()
    {
        Start(Health(check => check.ConsecutiveFailures = 1_000_000), isAcknowledged: false);
        for (var count = 0; count < 100; count++)
            Result(count % 2 == 0 ? Good : Bad);
        Result(Good);

        var told = new List<TaskStatus>();
        Tick(600);
        for (var next = Updates(Tick(600)).FirstOrDefault(); next is not null;)
        {
            told.Add(next);
            next = Updates(Hear(Orders.Acknowledge(new() { FrameworkId = Orders.FrameworkId, Status = next }))).SingleOrDefault();
        }

        Assert.InRange(told.Count, 3, 10);
        Assert.True(told[^1].Healthy);
    }

    [Fact]
    public void Goes_on_after_a_restart_with_what_was_known_and_says_nothing_twice()
    {
        var task = Health(check => (check.DelaySeconds, check.GracePeriodSeconds) = (15, 3_600));
        task.MaxCompletionTime = Orders.Seconds(100);
        Start(task);
        Result(Good);
        Tick(50);

        var next = Restarted();

        Assert.Empty(Updates(next.Result(Good)));
        Assert.False(Assert.Single(Updates(next.Result(Bad))).Healthy); // the grace period is over
        Assert.Equal(LibC.SignalTerminate, Signals(next.Tick(50)).First().Signal); // and the task is as old as it was
    }

    [Fact]
    public void A_task_that_has_run_for_too_long_gets_no_time_to_end()
    {
        var task = Orders.Task("t1", "true");
        task.MaxCompletionTime = Orders.Seconds(60);
        Start(task);

        var signals = Signals(Tick(60)).Concat(Signals(Tick(0))).Select(signal => signal.Signal);

        Assert.Equal([LibC.SignalTerminate, LibC.SignalKill], signals);
    }

    [Fact]
    public void A_longest_time_of_zero_is_none()
    {
        var task = Orders.Task("t1", "true");
        task.MaxCompletionTime = Orders.Seconds(0);
        Start(task);

        Assert.Empty(Signals(Tick(3_600)));
    }

    [Theory]
    [InlineData(-600)]
    [InlineData(0)]
    public void A_clock_that_was_set_back_while_the_agent_was_away_delays_nothing(double seconds)
    {
        var task = Health(check => check.DelaySeconds = 15);
        task.MaxCompletionTime = Orders.Seconds(60);
        Start(task);
        Tick(1);

        var next = Restarted(TimeSpan.FromSeconds(seconds));

        Assert.Single(Probes(next.Tick(15)));
        Assert.Equal(LibC.SignalTerminate, Signals(next.Tick(45)).First().Signal);
    }

    private static TaskInfo Health(Action<HealthCheck>? change = null)
    {
        var task = Orders.Task("t1", "true");
        task.HealthCheck = Checks.ByTcp(Port);
        change?.Invoke(task.HealthCheck);
        return task;
    }

    private IReadOnlyList<AgentEffect> Start(TaskInfo task, bool isAcknowledged = true)
    {
        _core.Apply(new AgentInput.LinkOpened(null!), _now);
        Hear(new OperatorMessage
        {
            Registered = new() { AgentId = new AgentID { Value = Orders.Agent }, PingInterval = Orders.Seconds(15), PingMissesAllowed = 5 },
        });
        _launch = Assert.Single(Hear(Orders.RunDurable(task)).OfType<AgentEffect.Launch>()).Task;
        var effects = Apply(new AgentInput.Launched(Key, 100)).ToList();
        _isAcknowledging = isAcknowledged;
        effects.AddRange(AcknowledgeAll(effects));
        return effects;
    }

    /// <summary>The same tasks in an agent that was started again, with what was written down.</summary>
    private TaskHealthTests Restarted(TimeSpan set = default)
    {
        var memory = new AgentMemory();
        foreach (var record in _journal)
            memory.Apply(record);
        var rewritten = new AgentMemory();
        foreach (var record in memory.Records())
            rewritten.Apply(Record.Parser.ParseFrom(record.ToByteArray()));
        var next = new TaskHealthTests { _now = _now + set, _launch = _launch };
        next.Apply(new AgentInput.Recovered(new RecoveredAgent(
            Orders.Agent, 0, [], [new RecoveredTask(Assert.Single(rewritten.Tasks), TaskFate.Alive, 100, null)])));
        next._core.Apply(new AgentInput.LinkOpened(null!), next._now);
        next.Hear(new OperatorMessage
        {
            Registered = new() { AgentId = new AgentID { Value = Orders.Agent }, PingInterval = Orders.Seconds(15), PingMissesAllowed = 5 },
        });
        return next;
    }

    /// <summary>Waits for the next probe and answers it.</summary>
    private IReadOnlyList<AgentEffect> Result(ProbeResult result, ProbeKind kind = ProbeKind.HealthCheck)
    {
        ProbeNow(kind);
        var effects = Apply(new AgentInput.Probed(Key, _launch.ContainerId, kind, result));
        AcknowledgeAll(effects);
        return effects;
    }

    /// <summary>Lets time pass until the probe is at work.</summary>
    private void ProbeNow(ProbeKind kind = ProbeKind.HealthCheck)
    {
        for (var ticks = 0; ticks < 10_000 && !_atWork.Contains(kind); ticks++)
            Tick(0.1);
        Assert.True(_atWork.Remove(kind));
    }

    private List<AgentEffect> AcknowledgeAll(IEnumerable<AgentEffect> effects)
    {
        var all = new List<AgentEffect>();
        if (!_isAcknowledging)
            return all;
        var told = new Queue<TaskStatus>(Updates(effects));
        while (told.TryDequeue(out var status))
        {
            var more = Hear(Orders.Acknowledge(new() { FrameworkId = Orders.FrameworkId, Status = status }));
            all.AddRange(more);
            foreach (var next in Updates(more))
                told.Enqueue(next);
        }

        return all;
    }

    private IReadOnlyList<AgentEffect> Hear(OperatorMessage message) => Apply(new AgentInput.OperatorSaid(message));

    private IReadOnlyList<AgentEffect> Tick(double seconds)
    {
        _now += TimeSpan.FromSeconds(seconds);
        return Apply(new AgentInput.Tick());
    }

    private IReadOnlyList<AgentEffect> Apply(AgentInput input)
    {
        var effects = _core.Apply(input, _now).ToList();
        _atWork.UnionWith(Probes(effects).Select(probe => probe.Kind));
        _journal.AddRange(effects.OfType<AgentEffect.Persist>().Select(persist => persist.Record));
        return effects;
    }

    private static IEnumerable<AgentEffect.ProbeTask> Probes(IEnumerable<AgentEffect> effects) => effects.OfType<AgentEffect.ProbeTask>();

    private static IEnumerable<AgentEffect.SignalTask> Signals(IEnumerable<AgentEffect> effects) => effects.OfType<AgentEffect.SignalTask>();

    private static List<TaskStatus> Updates(IEnumerable<AgentEffect> effects) =>
        [.. effects.OfType<AgentEffect.Send>().Where(send => send.Message.UpdateStatus is not null).Select(send => send.Message.UpdateStatus.Status)];

    private static (TaskState State, Reason Reason, bool Healthy)? Told(IEnumerable<AgentEffect> effects) =>
        Updates(effects).SingleOrDefault() is { } status ? (status.State, status.Reason, status.Healthy) : null;
}

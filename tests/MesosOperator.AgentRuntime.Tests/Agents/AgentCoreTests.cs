using System.Net;
using Google.Protobuf;
using MesosOperator.AgentRuntime.Agents;
using MesosOperator.AgentRuntime.Identity;
using MesosOperator.AgentRuntime.Processes;
using MesosOperator.AgentRuntime.Tasks;
using MesosOperator.AgentRuntime.Tests.Support;
using MesosOperator.Core.Primitives;
using MesosOperator.Protocol.AgentLink;
using MesosOperator.Protocol.Mesos.V1;
using Capability = MesosOperator.Protocol.Mesos.V1.FrameworkInfo.Types.Capability;

namespace MesosOperator.AgentRuntime.Tests.Agents;

/// <summary>The core alone: inputs in, effects out, time as the test says.</summary>
public sealed class AgentCoreTests
{
    private static readonly TaskKey Key = new(Orders.Framework, "t1");

    private readonly AgentCore _core = new(
        new AgentIdentity(new AgentInfo { Hostname = "h" }, "1.2.3", ByteString.CopyFromUtf8("0123456789abcdef"), IPAddress.Loopback),
        new UuidSource(new Prng(7)), new AgentLimits { MaximumTasks = 2 }, "/work-dir");

    private Instant _now = Instant.FromSeconds(1_000);

    [Fact]
    public void Says_who_it_is_first()
    {
        var register = Sent(_core.Apply(new AgentInput.LinkOpened(null!), _now)).Single().Register;

        Assert.Equal(("h", "1.2.3", "127.0.0.1", 16), (register.Info.Hostname, register.Version, register.Ip, register.Instance.Length));
        Assert.False(register.Info.Id is not null);
    }

    [Fact]
    public void Obeys_nobody_before_it_is_registered()
    {
        _core.Apply(new AgentInput.LinkOpened(null!), _now);

        Assert.Equal("this agent is not registered", Disregarded(Hear(Orders.Run("t1", "true"))));
    }

    [Fact]
    public void Starts_a_task_once()
    {
        Register();

        var launch = Assert.Single(Hear(Orders.Run("t1", "true")).OfType<AgentEffect.Launch>()).Task;

        Assert.StartsWith("/work-dir/agents/agent-1/frameworks/framework-1/executors/t1/runs/", launch.Sandbox, StringComparison.Ordinal);
        Assert.Equal("this agent knows the task already", Disregarded(Hear(Orders.Run("t1", "true"))));
        _core.Apply(new AgentInput.Launched(Key, 100), _now);
        _core.Apply(new AgentInput.Exited(Key, new(ExitStatus.FromCode(0))), _now);
        Assert.Equal("this agent knows the task already", Disregarded(Hear(Orders.Run("t1", "true"))));
    }

    [Fact]
    public void Ignores_a_task_for_another_agent()
    {
        Register();
        var task = Orders.Task("t1", "true");
        task.AgentId.Value = "agent-2";

        Assert.Equal("it names another agent", Disregarded(Hear(Orders.Run(task))));
    }

    [Fact]
    public void Refuses_more_tasks_than_it_can_hold()
    {
        Register();
        Hear(Orders.Run("t1", "true"));
        Hear(Orders.Run("t2", "true"));

        var status = Assert.Single(Updates(Hear(Orders.Run("t3", "true")))).Status;

        Assert.Equal((TaskState.TaskFailed, "This agent runs 2 tasks already"), (status.State, status.Message));
    }

    [Fact]
    public void A_kill_before_the_start_cancels_it()
    {
        Register();
        Hear(Orders.Run("t1", "true"));

        Assert.IsType<AgentEffect.CancelLaunch>(Assert.Single(Hear(Orders.Kill("t1"))));
        var effects = _core.Apply(new AgentInput.LaunchFailed(Key, "cancelled"), _now);

        var status = Assert.Single(Updates(effects)).Status;
        Assert.Equal((TaskState.TaskKilled, TaskStatus.Types.Reason.TaskKilledDuringLaunch), (status.State, status.Reason));
        Assert.Single(effects.OfType<AgentEffect.CleanUp>());
    }

    [Fact]
    public void A_kill_that_comes_too_late_to_cancel_the_start_kills_hard_and_says_nothing_else()
    {
        Register();
        Hear(Orders.Run("t1", "true"));
        Hear(Orders.Kill("t1"));

        var effects = _core.Apply(new AgentInput.Launched(Key, 100), _now);

        Assert.Equal(new AgentEffect.SignalTask(Key, 100, LibC.SignalKill), Assert.Single(effects));
        var status = Assert.Single(Updates(_core.Apply(new AgentInput.Exited(Key, new(ExitStatus.FromSignal(9))), _now))).Status;
        Assert.Equal(TaskStatus.Types.Reason.TaskKilledDuringLaunch, status.Reason);
    }

    [Fact]
    public void A_kill_gives_the_grace_period_of_the_task_unless_told_otherwise()
    {
        Register();
        var task = Orders.Task("t1", "true");
        task.KillPolicy = new KillPolicy { GracePeriod = Orders.Seconds(60) };
        Run(task);
        Run(Orders.Task("t2", "true"));

        Assert.Equal(new AgentEffect.SignalTask(Key, 100, LibC.SignalTerminate), Assert.Single(Hear(Orders.Kill("t1"))));
        Assert.Equal(_now + TimeSpan.FromSeconds(10), _core.NextDeadline); // the retry of the first update
        Hear(Orders.Kill("t2", graceSeconds: 5));
        Assert.Equal(_now + TimeSpan.FromSeconds(5), _core.NextDeadline);

        Assert.Equal("t2", Assert.Single(Signals(Tick(5))).Task.TaskId);
        Assert.Empty(Signals(Tick(54.9)));
        Assert.Equal(new AgentEffect.SignalTask(Key, 100, LibC.SignalKill), Assert.Single(Signals(Tick(0.1))));
    }

    [Theory]
    [InlineData(20, 20)]
    [InlineData(2, 10)] // it has had more than that already
    [InlineData(600, 60)]
    public void A_repeated_kill_can_only_hasten_the_end(double secondGrace, double expectedSeconds)
    {
        Register();
        Run(Orders.Task("t1", "true"));
        var start = _now;
        Hear(Orders.Kill("t1", graceSeconds: 60));
        Tick(10);

        Hear(Orders.Kill("t1", graceSeconds: secondGrace));

        var killed = Signals(Tick(0)).Any();
        while (!killed)
        {
            _now = _core.NextDeadline;
            killed = Signals(_core.Apply(new AgentInput.Tick(), _now)).Any();
        }

        Assert.Equal(expectedSeconds, (_now - start).TotalSeconds);
    }

    [Fact]
    public void A_drain_gives_each_task_its_own_grace_but_never_more_than_the_longest()
    {
        Register();
        var task = Orders.Task("t1", "true");
        task.KillPolicy = new KillPolicy { GracePeriod = Orders.Seconds(1) };
        Run(task);
        Run(Orders.Task("t2", "true"));

        Assert.All(Signals(Hear(Orders.Drain(graceSeconds: 2))), signal => Assert.Equal(LibC.SignalTerminate, signal.Signal));

        Assert.Equal("t1", Assert.Single(Signals(Tick(1))).Task.TaskId);
        Assert.Equal("t2", Assert.Single(Signals(Tick(1))).Task.TaskId);
        var status = _core.Apply(new AgentInput.Exited(Key, new(ExitStatus.FromSignal(9))), _now);
        Assert.Empty(Updates(status)); // behind the reports of its start
        Assert.Equal(TaskState.TaskKilled, LatestOf(Key));
    }

    [Fact]
    public void A_drain_for_good_is_told_to_those_who_can_tell()
    {
        Register();
        Hear(Orders.Run(Orders.Task("t1", "true"), Capability.Types.Type.PartitionAware));
        _core.Apply(new AgentInput.Launched(Key, 100), _now);

        Hear(Orders.Drain(isForGood: true));
        _core.Apply(new AgentInput.Exited(Key, new(ExitStatus.FromSignal(15))), _now);

        Assert.Equal(TaskState.TaskGoneByOperator, LatestOf(Key));
    }

    [Fact]
    public void Comes_back_with_everything_that_is_not_settled()
    {
        Register();
        Run(Orders.Task("t1", "true"));
        Run(Orders.Task("t2", "true"));
        _core.Apply(new AgentInput.Exited(new TaskKey(Orders.Framework, "t2"), new(ExitStatus.FromCode(1))), _now);
        _core.Apply(new AgentInput.LinkClosed(), _now);

        var reregister = Sent(_core.Apply(new AgentInput.LinkOpened(null!), _now)).Single().Reregister;

        Assert.Equal((Orders.Agent, Orders.Agent), (reregister.AgentId.Value, reregister.Info.Id.Value));
        Assert.Equal([Orders.Framework], reregister.Frameworks.Select(framework => framework.Id.Value));
        Assert.Equal(
            [("t1", TaskState.TaskRunning, TaskState.TaskStarting), ("t2", TaskState.TaskFailed, TaskState.TaskStarting)],
            reregister.Tasks.Select(task => (task.TaskId.Value, task.State, task.StatusUpdateState)));
        Assert.All(reregister.Tasks, task => Assert.Equal((16, "cpus"), (task.StatusUpdateUuid.Length, task.Resources.Single().Name)));
        Assert.Equal(["t1", "t2"], Updates(Hear(Registered(Orders.Agent))).Select(update => update.Status.TaskId.Value));
    }

    [Fact]
    public void A_settled_task_is_forgotten()
    {
        Register();
        Run(Orders.Task("t1", "true"));
        var update = Updates(_core.Apply(new AgentInput.LinkClosed(), _now)).FirstOrDefault();
        Assert.Null(update);
        _core.Apply(new AgentInput.Exited(Key, new(ExitStatus.FromCode(0))), _now);
        _core.Apply(new AgentInput.LinkOpened(null!), _now);
        var next = Updates(Hear(Registered(Orders.Agent))).Single();
        foreach (var state in new[] { TaskState.TaskStarting, TaskState.TaskRunning, TaskState.TaskFinished })
        {
            Assert.Equal((state, TaskState.TaskFinished), (next.Status.State, next.LatestState));
            next = Updates(Hear(Orders.Acknowledge(next))).SingleOrDefault()!;
        }

        _core.Apply(new AgentInput.LinkClosed(), _now);
        Assert.Empty(Sent(_core.Apply(new AgentInput.LinkOpened(null!), _now)).Single().Reregister.Tasks);
    }

    [Fact]
    public void A_framework_that_is_shut_down_loses_its_tasks_without_a_word()
    {
        Register();
        Run(Orders.Task("t1", "true"));

        Assert.Equal(LibC.SignalTerminate, Assert.Single(Signals(Hear(Orders.ShutdownFramework()))).Signal);
        var effects = _core.Apply(new AgentInput.Exited(Key, new(ExitStatus.FromSignal(15))), _now);

        Assert.IsType<AgentEffect.CleanUp>(Assert.Single(effects));
        _core.Apply(new AgentInput.LinkClosed(), _now);
        Assert.Empty(Sent(_core.Apply(new AgentInput.LinkOpened(null!), _now)).Single().Reregister.Tasks);
    }

    [Fact]
    public void Says_which_tasks_it_does_not_know()
    {
        Register();
        Run(Orders.Task("t1", "true"));
        var question = new OperatorMessage { ReconcileTasks = new OperatorMessage.Types.ReconcileTasks() };
        foreach (var id in new[] { "t1", "t2" })
            question.ReconcileTasks.Tasks.Add(new OperatorMessage.Types.ReconcileTasks.Types.Entry
            {
                FrameworkId = Orders.FrameworkId,
                TaskId = new TaskID { Value = id },
            });

        var status = Assert.Single(Updates(Hear(question))).Status;

        Assert.Equal(("t2", TaskState.TaskDropped, TaskStatus.Types.Reason.Reconciliation), (status.TaskId.Value, status.State, status.Reason));
        Assert.Empty(Updates(Hear(question)));
    }

    [Theory]
    [InlineData("agent-2", "the operator took agent agent-1 for agent-2")]
    [InlineData("../x", "the operator gave an unusable agent id: '../x' contains invalid characters")]
    public void Does_not_change_its_identity(string id, string reason)
    {
        Register();
        _core.Apply(new AgentInput.LinkClosed(), _now);
        _core.Apply(new AgentInput.LinkOpened(null!), _now);

        Assert.Equal(new AgentEffect.CloseLink(reason), Assert.Single(Hear(Registered(id))));
    }

    [Fact]
    public void Ends_after_its_last_task_and_says_goodbye()
    {
        Register();
        Run(Orders.Task("t1", "true"));
        Assert.Equal(LibC.SignalTerminate, Assert.Single(Signals(_core.Apply(new AgentInput.Stop(), _now))).Signal);
        Assert.Equal("this agent is stopping", Disregarded(Hear(Orders.Run("t2", "true"))));

        Assert.DoesNotContain(_core.Apply(new AgentInput.Exited(Key, new(ExitStatus.FromSignal(15))), _now), effect => effect is AgentEffect.Finish);
        Assert.Empty(Tick(0.9));
        AssertGoodbye(Tick(0.1));
    }

    [Fact]
    public void Ends_as_soon_as_everything_is_acknowledged()
    {
        Register();
        Hear(Orders.Run("t1", "true"));
        var effects = _core.Apply(new AgentInput.Launched(Key, 100), _now).ToList();
        _core.Apply(new AgentInput.Stop(), _now);
        _core.Apply(new AgentInput.Exited(Key, new(ExitStatus.FromSignal(15))), _now);

        foreach (var state in new[] { TaskState.TaskStarting, TaskState.TaskRunning, TaskState.TaskKilled })
        {
            var update = Assert.Single(Updates(effects));
            Assert.Equal(state, update.Status.State);
            effects = [.. Hear(Orders.Acknowledge(update))];
        }

        AssertGoodbye(effects);
    }

    [Fact]
    public void Ends_at_once_when_it_has_no_task() =>
        Assert.Equal([new AgentEffect.Finish(AgentOutcome.Stopped)], _core.Apply(new AgentInput.Stop(), _now));

    [Fact]
    public void A_refused_agent_ends()
    {
        _core.Apply(new AgentInput.LinkOpened(null!), _now);

        var effects = Hear(new OperatorMessage { Refused = new OperatorMessage.Types.Refused { Message = "no" } });

        Assert.Equal([new AgentEffect.Finish(AgentOutcome.Refused)], effects);
    }

    [Fact]
    public void Says_the_same_in_the_same_order_when_the_same_happens()
    {
        var other = new AgentCoreTests();

        Assert.Equal(Story(), other.Story());
    }

    private static void AssertGoodbye(IReadOnlyList<AgentEffect> effects)
    {
        Assert.Contains(Sent(effects), message => message.Leaving is not null);
        Assert.Equal(new AgentEffect.Finish(AgentOutcome.Stopped), effects[^1]);
    }

    /// <summary>The newest state of a task, as a new connection tells it.</summary>
    private TaskState LatestOf(TaskKey key)
    {
        _core.Apply(new AgentInput.LinkClosed(), _now);
        var back = Sent(_core.Apply(new AgentInput.LinkOpened(null!), _now)).Single().Reregister;
        return back.Tasks.Single(task => task.TaskId.Value == key.TaskId).State;
    }

    private List<string> Story()
    {
        var told = new List<string>();
        Register();
        foreach (var id in new[] { "t1", "t2" })
            told.AddRange(Hear(Orders.Run(id, "true")).Select(effect => effect.ToString()!));
        foreach (var id in new[] { "t1", "t2" })
            told.AddRange(_core.Apply(new AgentInput.Launched(new TaskKey(Orders.Framework, id), 5), _now).Select(effect => effect.ToString()!));
        told.AddRange(Tick(10).Select(effect => effect.ToString()!));
        Assert.NotEmpty(told);
        return told;
    }

    private void Register()
    {
        _core.Apply(new AgentInput.LinkOpened(null!), _now);
        Hear(Registered(Orders.Agent));
    }

    private void Run(TaskInfo task)
    {
        Hear(Orders.Run(task));
        _core.Apply(new AgentInput.Launched(new TaskKey(Orders.Framework, task.TaskId.Value), 100), _now);
    }

    private IReadOnlyList<AgentEffect> Hear(OperatorMessage message) => [.. _core.Apply(new AgentInput.OperatorSaid(message), _now)];

    private IReadOnlyList<AgentEffect> Tick(double seconds) => [.. _core.Apply(new AgentInput.Tick(), _now += TimeSpan.FromSeconds(seconds))];

    private static IEnumerable<AgentMessage> Sent(IEnumerable<AgentEffect> effects) => effects.OfType<AgentEffect.Send>().Select(send => send.Message);

    private static IEnumerable<AgentMessage.Types.UpdateStatus> Updates(IEnumerable<AgentEffect> effects) =>
        Sent(effects).Where(message => message.UpdateStatus is not null).Select(message => message.UpdateStatus).ToList();

    private static IEnumerable<AgentEffect.SignalTask> Signals(IEnumerable<AgentEffect> effects) => effects.OfType<AgentEffect.SignalTask>();

    private static string Disregarded(IEnumerable<AgentEffect> effects) => Assert.IsType<AgentEffect.Disregard>(Assert.Single(effects)).Reason;

    private static OperatorMessage Registered(string agentId) => new()
    {
        Registered = new OperatorMessage.Types.Registered
        {
            AgentId = new AgentID { Value = agentId },
            PingInterval = Orders.Seconds(15),
            PingMissesAllowed = 5,
        },
    };
}

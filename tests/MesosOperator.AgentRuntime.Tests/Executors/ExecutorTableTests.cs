using System.Net;
using Google.Protobuf;
using MesosOperator.AgentRuntime.Agents;
using MesosOperator.AgentRuntime.Executors;
using MesosOperator.AgentRuntime.Identity;
using MesosOperator.AgentRuntime.Launching;
using MesosOperator.AgentRuntime.Processes;
using MesosOperator.AgentRuntime.Tasks;
using MesosOperator.AgentRuntime.Tests.Support;
using MesosOperator.Core.Primitives;
using MesosOperator.Protocol.AgentLink;
using MesosOperator.Protocol.Mesos.V1;
using MesosOperator.Protocol.Mesos.V1.Executor;
using Capability = MesosOperator.Protocol.Mesos.V1.FrameworkInfo.Types.Capability;
using Reason = MesosOperator.Protocol.Mesos.V1.TaskStatus.Types.Reason;
using Source = MesosOperator.Protocol.Mesos.V1.TaskStatus.Types.Source;

namespace MesosOperator.AgentRuntime.Tests.Executors;

/// <summary>Executors in the core alone: inputs in, effects out, time as the test says.</summary>
public sealed class ExecutorTableTests
{
    private static readonly ExecutorInfo Executor = ExecutorOrders.Info("run-it");
    private static readonly TaskKey RunKey = new(Orders.Framework, "executor/e1");

    private readonly AgentCore _core = new(
        new AgentIdentity(new AgentInfo { Hostname = "h" }, "1.2.3", ByteString.CopyFromUtf8("0123456789abcdef"), IPAddress.Loopback),
        new UuidSource(new Prng(7)), new AgentLimits { MaximumTasks = 5 }, "/work-dir");

    private readonly QuietStream _stream = new();
    private Instant _now = Instant.FromSeconds(1_000);

    public ExecutorTableTests()
    {
        Open();
        Say(new OperatorMessage
        {
            Registered = new OperatorMessage.Types.Registered
            {
                AgentId = new AgentID { Value = Orders.Agent },
                PingInterval = Orders.Seconds(15),
                PingMissesAllowed = 5,
            },
        });
    }

    [Fact]
    public void Starts_an_executor_once_for_all_its_tasks()
    {
        var launch = Assert.Single(Say(ExecutorOrders.Run("t1", "run", Executor)).OfType<AgentEffect.Launch>()).Task;

        Assert.Equal((RunKey, "e1", "run-it"), (launch.Key, launch.ExecutorId, launch.Task.Command.Value));
        Assert.StartsWith("/work-dir/agents/agent-1/frameworks/framework-1/executors/e1/runs/", launch.Sandbox, StringComparison.Ordinal);
        Assert.Equal(128, launch.Task.Resources.Where(resource => resource.Name == "mem").Sum(resource => resource.Scalar.Value));
        Assert.Empty(Say(ExecutorOrders.Run("t2", "run", Executor, isToStart: false)).OfType<AgentEffect.Launch>());
    }

    [Fact]
    public void Gives_an_executor_what_its_later_tasks_may_use()
    {
        Run();

        var resize = Assert.Single(Say(ExecutorOrders.Run("t2", "run", Executor, isToStart: false)).OfType<AgentEffect.Resize>()).Task;

        Assert.Equal(192, resize.Task.Resources.Where(resource => resource.Name == "mem").Sum(resource => resource.Scalar.Value));
    }

    /// <summary>The operator believes in an executor that is not here: it is not started anew.</summary>
    [Fact]
    public void Drops_tasks_for_an_executor_that_has_ended()
    {
        var status = Assert.Single(Statuses(Say(ExecutorOrders.Run("t1", "run", Executor, isToStart: false))));

        Assert.Equal((TaskState.TaskDropped, Source.Agent, Reason.ExecutorTerminated), (status.State, status.Source, status.Reason));
    }

    [Fact]
    public void Drops_tasks_for_an_executor_that_is_ending()
    {
        Run();
        Subscribe();
        Say(ExecutorOrders.ShutDown());

        var effects = Say(ExecutorOrders.Run("t2", "run", Executor));

        Assert.Equal(TaskState.TaskDropped, Assert.Single(Statuses(effects)).State);
        Assert.Empty(Exits(effects));
    }

    /// <summary>The operator must not go on counting an executor that was never started.</summary>
    [Fact]
    public void Turns_away_a_task_for_the_default_executor_that_is_in_no_group()
    {
        var executor = new ExecutorInfo { Type = ExecutorInfo.Types.Type.Default, ExecutorId = ExecutorOrders.ExecutorId };

        var effects = Say(ExecutorOrders.Run("t1", "run", executor));

        var status = Assert.Single(Statuses(effects));
        Assert.Equal((TaskState.TaskFailed, "The default executor runs task groups only"), (status.State, status.Message));
        Assert.Equal(256, Assert.Single(Exits(effects)).WaitStatus);
    }

    [Fact]
    public void An_executor_that_does_not_register_in_a_minute_is_ended()
    {
        Run();

        Assert.Equal(LibC.SignalTerminate, Assert.Single(Pass(60).OfType<AgentEffect.SignalTask>()).Signal);
        Assert.Equal(LibC.SignalKill, Assert.Single(Pass(5).OfType<AgentEffect.SignalTask>()).Signal);
        var status = Assert.Single(Statuses(Apply(new AgentInput.Exited(RunKey, new TaskEnd(ExitStatus.FromSignal(9))))));

        Assert.Equal((TaskState.TaskFailed, Reason.ExecutorRegistrationTimeout), (status.State, status.Reason));
    }

    [Fact]
    public void An_executor_that_has_registered_may_take_its_time()
    {
        Run();
        Subscribe();

        Assert.Empty(Pass(3_600).OfType<AgentEffect.SignalTask>());
    }

    [Fact]
    public void A_group_that_waits_is_killed_as_a_whole_and_its_executor_with_it()
    {
        Say(ExecutorOrders.RunGroup(Executor, ExecutorOrders.Task("t1", "run"), ExecutorOrders.Task("t2", "run")));
        Apply(new AgentInput.Launched(RunKey, 100));

        var effects = Say(Orders.Kill("t2"));

        Assert.Equal(["t1", "t2"], Statuses(effects).Select(status => status.TaskId.Value));
        Assert.All(Statuses(effects), status => Assert.Equal((TaskState.TaskKilled, Reason.TaskKilledDuringLaunch), (status.State, status.Reason)));
        Assert.Equal(LibC.SignalTerminate, Assert.Single(effects.OfType<AgentEffect.SignalTask>()).Signal);
    }

    [Fact]
    public void A_kill_carries_its_policy_and_waits_for_an_executor_that_is_away()
    {
        Run();
        Subscribe();
        Apply(new AgentInput.ExecutorStreamLost(_stream));
        Assert.Empty(Say(Orders.Kill("t1", graceSeconds: 7)).OfType<AgentEffect.TellExecutor>());

        var told = Told(Subscribe(Executor.ExecutorId, ExecutorOrders.Task("t1", "run")));

        var kill = Assert.Single(told, said => said.Type == Event.Types.Type.Kill).Kill;
        Assert.Equal(("t1", 7_000_000_000), (kill.TaskId.Value, kill.KillPolicy.GracePeriod.Nanoseconds));
    }

    /// <summary>Mesos-wire 4: staging here and unknown there.</summary>
    [Fact]
    public void A_task_that_never_reached_its_executor_is_dropped_when_that_is_back()
    {
        Run();
        Subscribe();

        var status = Assert.Single(Statuses(Subscribe()));

        Assert.Equal((TaskState.TaskDropped, Reason.AgentRestarted), (status.State, status.Reason));
    }

    [Fact]
    public void An_update_that_is_repeated_is_acknowledged_again_and_told_once()
    {
        Run();
        Subscribe();
        var update = Update(TaskState.TaskRunning);

        Assert.Single(Statuses(Call(update)));
        var again = Call(update);

        Assert.Empty(Statuses(again));
        Assert.Equal(update.Update.Status.Uuid, Assert.Single(Told(again)).Acknowledged.Uuid);
    }

    [Fact]
    public void A_drained_agent_says_why_its_tasks_were_killed()
    {
        var order = ExecutorOrders.Run("t1", "run", Executor);
        order.RunTask.Framework.Capabilities.Add(new Capability { Type = Capability.Types.Type.PartitionAware });
        Say(order);
        Apply(new AgentInput.Launched(RunKey, 100));
        Subscribe();

        Assert.Equal(1_000_000_000, Assert.Single(Told(Say(Orders.Drain(1, isForGood: true)))).Kill.KillPolicy.GracePeriod.Nanoseconds);
        var status = Assert.Single(Statuses(Call(Update(TaskState.TaskKilled))));

        Assert.Equal((TaskState.TaskGoneByOperator, Reason.AgentDraining), (status.State, status.Reason));
    }

    [Fact]
    public void Says_which_executors_live_when_it_is_back()
    {
        Run();
        Subscribe();
        _core.Apply(new AgentInput.LinkClosed(), _now);

        var back = Open().OfType<AgentEffect.Send>().Single().Message.Reregister;

        var executor = Assert.Single(back.Executors);
        Assert.Equal(("e1", Orders.Framework, "dev"), (executor.ExecutorId.Value, executor.FrameworkId.Value, executor.Resources[0].AllocationInfo.Role));
        Assert.Equal(("t1", "e1", TaskState.TaskStaging), (back.Tasks.Single().TaskId.Value, back.Tasks.Single().ExecutorId.Value, back.Tasks.Single().State));
        Assert.Equal(Orders.Framework, Assert.Single(back.Frameworks).Id.Value);
    }

    [Fact]
    public void The_end_of_a_framework_ends_its_executors_without_a_word_of_their_tasks()
    {
        Run();
        Subscribe();

        Assert.Equal(Event.Types.Type.Shutdown, Assert.Single(Told(Say(Orders.ShutdownFramework()))).Type);
        var end = Apply(new AgentInput.Exited(RunKey, new TaskEnd(ExitStatus.FromCode(0))));

        Assert.Empty(Statuses(end));
        Assert.Equal(0, Assert.Single(Exits(end)).WaitStatus);
    }

    [Fact]
    public void A_stopping_agent_waits_for_its_executors()
    {
        Run();
        Subscribe();

        Assert.Empty(Apply(new AgentInput.Stop()).OfType<AgentEffect.Finish>());
        Assert.Equal(LibC.SignalKill, Assert.Single(Pass(3).OfType<AgentEffect.SignalTask>()).Signal);
        Apply(new AgentInput.Exited(RunKey, new TaskEnd(ExitStatus.FromSignal(9))));

        Assert.Single(Pass(1).OfType<AgentEffect.Finish>());
    }

    [Fact]
    public void A_failed_launch_fails_what_waited_for_it()
    {
        Say(ExecutorOrders.Run("t1", "run", Executor));

        var effects = Apply(new AgentInput.LaunchFailed(RunKey, "no such program"));

        var status = Assert.Single(Statuses(effects));
        Assert.Equal((TaskState.TaskFailed, Reason.ContainerLaunchFailed, "no such program"), (status.State, status.Reason, status.Message));
        Assert.Single(Exits(effects));
    }

    private void Run()
    {
        Say(ExecutorOrders.Run("t1", "run", Executor));
        Apply(new AgentInput.Launched(RunKey, 100));
    }

    private AgentEffect[] Open() => [.. _core.Apply(new AgentInput.LinkOpened(null!), _now)];

    private AgentEffect[] Apply(AgentInput input) => [.. _core.Apply(input, _now)];

    private AgentEffect[] Say(OperatorMessage message) => Apply(new AgentInput.OperatorSaid(message));

    private AgentEffect[] Pass(double seconds)
    {
        _now += TimeSpan.FromSeconds(seconds);
        return Apply(new AgentInput.Tick());
    }

    private AgentEffect[] Subscribe(ExecutorID? executor = null, params TaskInfo[] known) => Call(new Call
    {
        Type = Protocol.Mesos.V1.Executor.Call.Types.Type.Subscribe,
        ExecutorId = executor ?? ExecutorOrders.ExecutorId,
        FrameworkId = Orders.FrameworkId,
        Subscribe = new Call.Types.Subscribe { UnacknowledgedTasks = { known } },
    });

    private AgentEffect[] Call(Call call)
    {
        var request = new ExecutorRequest(call, _stream);
        var effects = Apply(new AgentInput.ExecutorCalled(request));
        Assert.Equal(ExecutorVerdict.Accepted, effects.OfType<AgentEffect.AnswerExecutor>().Single().Verdict);
        return effects;
    }

    private static Call Update(TaskState state) => new()
    {
        Type = Protocol.Mesos.V1.Executor.Call.Types.Type.Update,
        ExecutorId = ExecutorOrders.ExecutorId,
        FrameworkId = Orders.FrameworkId,
        Update = new Call.Types.Update
        {
            Status = new TaskStatus
            {
                TaskId = new TaskID { Value = "t1" },
                State = state,
                Source = Source.Executor,
                Uuid = ByteString.CopyFromUtf8("fedcba9876543210"),
            },
        },
    };

    private static TaskStatus[] Statuses(AgentEffect[] effects) =>
        [.. effects.OfType<AgentEffect.Send>().Where(send => send.Message.UpdateStatus is not null).Select(send => send.Message.UpdateStatus.Status)];

    private static AgentMessage.Types.ExecutorExited[] Exits(AgentEffect[] effects) =>
        [.. effects.OfType<AgentEffect.Send>().Where(send => send.Message.ExecutorExited is not null).Select(send => send.Message.ExecutorExited)];

    private static Event[] Told(AgentEffect[] effects) => [.. effects.OfType<AgentEffect.TellExecutor>().Select(tell => tell.Said)];

    private sealed class QuietStream : IExecutorStream
    {
        public void Tell(Event said)
        {
        }

        public void End()
        {
        }
    }
}

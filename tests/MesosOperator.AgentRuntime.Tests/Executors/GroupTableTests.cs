using System.Net;
using Google.Protobuf;
using MesosOperator.AgentRuntime.Agents;
using MesosOperator.AgentRuntime.Identity;
using MesosOperator.AgentRuntime.Launching;
using MesosOperator.AgentRuntime.Processes;
using MesosOperator.AgentRuntime.Tasks;
using MesosOperator.AgentRuntime.Tests.Support;
using MesosOperator.Core.Primitives;
using MesosOperator.Protocol.AgentLink;
using MesosOperator.Protocol.Json;
using MesosOperator.Protocol.Mesos.V1;
using Reason = MesosOperator.Protocol.Mesos.V1.TaskStatus.Types.Reason;

namespace MesosOperator.AgentRuntime.Tests.Executors;

/// <summary>Task groups in the core alone: inputs in, effects out, time as the test says.</summary>
public sealed class GroupTableTests
{
    private readonly AgentCore _core = new(
        new AgentIdentity(new AgentInfo { Hostname = "h" }, "1.2.3", ByteString.CopyFromUtf8("0123456789abcdef"), IPAddress.Loopback),
        new UuidSource(new Prng(7)), new AgentLimits { MaximumTasks = 5 }, "/work-dir");

    private readonly Instant _now = Instant.FromSeconds(1_000);

    public GroupTableTests()
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
    public void A_group_is_started_in_one_sandbox_within_the_limits_of_all_of_it()
    {
        var effects = Launch("t1", "t2");

        var resize = effects.OfType<AgentEffect.Resize>().Single().Task;
        var launches = effects.OfType<AgentEffect.LaunchGroup>().Single().Tasks;
        Assert.True(Array.IndexOf(effects, effects.OfType<AgentEffect.Resize>().Single()) < Array.IndexOf(effects, effects.OfType<AgentEffect.LaunchGroup>().Single()));
        Assert.Equal(32 + 64 + 64, resize.Task.Resources.Where(resource => resource.Name == "mem").Sum(resource => resource.Scalar.Value));
        Assert.StartsWith("/work-dir/agents/agent-1/frameworks/framework-1/executors/e1/runs/", resize.Sandbox, StringComparison.Ordinal);
        Assert.All(launches, launch => Assert.Equal((resize.ContainerId, resize.Sandbox), (launch.RootContainerId, launch.RootSandbox)));
        Assert.All(launches, launch => Assert.Equal($"{resize.Sandbox}/containers/{launch.ContainerId.Split('.')[1]}", launch.Sandbox));
        Assert.Equal(2, launches.Select(launch => launch.ContainerId).Distinct().Count());
    }

    [Fact]
    public void A_task_that_fails_takes_its_group_along_and_no_other_group()
    {
        Run("t1", "t2");
        Run("t3");

        var effects = Exit("t1", 1);

        Assert.Equal([("t1", TaskState.TaskFailed)], Said(effects));
        Assert.Equal([("t2", LibC.SignalTerminate)], effects.OfType<AgentEffect.SignalTask>().Select(signal => (signal.Task.TaskId, signal.Signal)));
        var killed = Exit("t2", signal: 15);
        Assert.Equal([("t2", TaskState.TaskKilled)], Said(killed));
        Assert.Equal("Command terminated with signal Terminated; a task of its group failed or was killed", Statuses(killed).Single().Message);
        Assert.Empty(Exits(killed));
        Assert.Single(Exits(Exit("t3", 0)));
    }

    [Fact]
    public void A_task_that_finishes_leaves_its_group_alone()
    {
        Run("t1", "t2");

        var effects = Exit("t1", 0);

        Assert.Equal([("t1", TaskState.TaskFinished)], Said(effects));
        Assert.Empty(effects.OfType<AgentEffect.SignalTask>());
        Assert.Empty(Exits(effects));
    }

    [Fact]
    public void The_executor_ends_once_with_its_last_task_and_is_cleaned_up_after()
    {
        Run("t1", "t2");
        Exit("t1", 0);

        var effects = Exit("t2", 0);

        Assert.Equal(("e1", 0), Exits(effects).Select(exit => (exit.ExecutorId.Value, exit.WaitStatus)).Single());
        Assert.Equal(2, effects.OfType<AgentEffect.CleanUp>().Count());
        var late = Say(ExecutorOrders.RunGroup(ExecutorOrders.Default(), ExecutorOrders.Command("t3", "true")), isToStart: false);
        Assert.Equal((TaskState.TaskDropped, Reason.ExecutorTerminated), Statuses(late).Select(status => (status.State, status.Reason)).Single());
    }

    [Fact]
    public void A_kill_before_the_start_is_of_the_whole_group()
    {
        Launch("t1", "t2");

        var cancelled = Say(Orders.Kill("t2")).OfType<AgentEffect.CancelLaunch>().Select(cancel => cancel.Task.TaskId);
        Assert.Equal(["t1", "t2"], cancelled.Order());
        AgentEffect[] ends = [.. Fail("t1", "cancelled"), .. Fail("t2", "cancelled")];

        Assert.All(Statuses(ends), status => Assert.Equal((TaskState.TaskKilled, Reason.TaskKilledDuringLaunch), (status.State, status.Reason)));
        Assert.Equal(2, Statuses(ends).Length);
        Assert.Single(Exits(ends));
    }

    /// <summary>The failure is told first, so of the others nobody has heard that they run.</summary>
    [Fact]
    public void One_that_cannot_be_started_keeps_its_group_from_running()
    {
        Launch("t1", "t2", "t3");

        var failed = Fail("t2", "no such program");
        AgentEffect[] others = [.. Apply(new AgentInput.Launched(Key("t1"), 101)), .. Fail("t3", "not alone"), .. Exit("t1", signal: 9)];

        Assert.Equal([("t2", TaskState.TaskFailed)], Said(failed));
        Assert.Equal([("t3", TaskState.TaskKilled), ("t1", TaskState.TaskKilled)], Said(others));
        Assert.Equal(LibC.SignalKill, others.OfType<AgentEffect.SignalTask>().Single().Signal);
        Assert.Single(Exits(others));
    }

    [Fact]
    public void A_shutdown_kills_with_no_more_grace_than_the_executor_has_and_takes_no_more_groups()
    {
        var executor = ExecutorOrders.Default();
        executor.ShutdownGracePeriod = Orders.Seconds(1);
        Say(ExecutorOrders.RunGroup(executor, ExecutorOrders.Command("t1", "sleep 9")));
        Apply(new AgentInput.Launched(Key("t1"), 101));

        Say(ExecutorOrders.ShutDown());

        Assert.Equal(_now + TimeSpan.FromSeconds(1), _core.NextDeadline);
        Assert.Equal(TaskState.TaskDropped, Statuses(Launch("t2")).Single().State);
        var end = Exit("t1", signal: 15);
        Assert.Equal([("t1", TaskState.TaskKilled)], Said(end));
        Assert.Single(Exits(end));
    }

    [Fact]
    public void A_framework_that_ends_takes_its_groups_along_without_a_word()
    {
        Run("t1", "t2");

        Say(Orders.ShutdownFramework());
        AgentEffect[] ends = [.. Exit("t1", signal: 15), .. Exit("t2", signal: 15)];

        Assert.Empty(Statuses(ends));
        Assert.Single(Exits(ends));
    }

    [Fact]
    public void An_agent_that_comes_back_tells_of_the_executor_while_it_has_tasks()
    {
        Run("t1");

        var back = Open().OfType<AgentEffect.Send>().Single().Message.Reregister;

        Assert.Equal(("e1", "dev"), back.Executors.Select(executor => (executor.ExecutorId.Value, executor.Resources[0].AllocationInfo.Role)).Single());
        Assert.Equal(("t1", "e1"), back.Tasks.Select(task => (task.TaskId.Value, task.ExecutorId.Value)).Single());
        Exit("t1", 0);
        Assert.Empty(Open().OfType<AgentEffect.Send>().Single().Message.Reregister.Executors);
    }

    [Theory]
    [InlineData("""{"type":"MESOS","volumes":[{"mode":"RW","container_path":"v","host_path":"/srv"}]}""", "volumes")]
    [InlineData("""{"type":"MESOS","network_infos":[{"name":"blue"}],"hostname":"h"}""", "networks, a hostname")]
    [InlineData("""{"type":"MESOS","mesos":{"image":{"type":"DOCKER","docker":{"name":"busybox"}}},"tty_info":{}}""", "an image, a terminal")]
    [InlineData("""{"type":"MESOS","linux_info":{"share_pid_namespace":true},"rlimit_info":{"rlimits":[{"type":"RLMT_CORE"}]}}""", "linux_info, limits of setrlimit")]
    public void A_container_of_the_executor_s_own_is_refused_with_the_group_rather_than_left_out(string container, string expected)
    {
        var executor = ExecutorOrders.Default();
        executor.Container = MesosJsonReader.Parse<ContainerInfo>(System.Text.Encoding.UTF8.GetBytes(container));

        var effects = Say(ExecutorOrders.RunGroup(executor, ExecutorOrders.Command("t1", "true"), ExecutorOrders.Command("t2", "true")));

        Assert.Empty(effects.OfType<AgentEffect.LaunchGroup>());
        Assert.Equal([("t1", TaskState.TaskFailed), ("t2", TaskState.TaskFailed)], Said(effects));
        Assert.All(Statuses(effects), status => Assert.Equal(
            $"The default executor has no container of its own here, and cannot have {expected}; ask for that in the containers of its tasks", status.Message));
        Assert.Single(Exits(effects));
    }

    [Fact]
    public void A_container_that_asks_for_nothing_is_fine()
    {
        var executor = ExecutorOrders.Default();
        executor.Container = new ContainerInfo { Type = ContainerInfo.Types.Type.Mesos, Mesos = new(), NetworkInfos = { new NetworkInfo() }, LinuxInfo = new() { ShareCgroups = true } };

        Assert.Single(Say(ExecutorOrders.RunGroup(executor, ExecutorOrders.Command("t1", "true"))).OfType<AgentEffect.LaunchGroup>());
    }

    [Fact]
    public void Groups_that_would_be_too_many_tasks_are_turned_away_whole()
    {
        Launch("t1", "t2", "t3");

        var effects = Launch("t4", "t5", "t6");

        Assert.Equal(["t4", "t5", "t6"], Statuses(effects).Select(status => status.TaskId.Value));
        Assert.Empty(effects.OfType<AgentEffect.LaunchGroup>());
        Assert.Empty(Exits(effects));
    }

    private void Run(params string[] tasks)
    {
        Launch(tasks);
        foreach (var task in tasks)
            Apply(new AgentInput.Launched(Key(task), 100));
    }

    private AgentEffect[] Launch(params string[] tasks) =>
        Say(ExecutorOrders.RunGroup(ExecutorOrders.Default(), [.. tasks.Select(task => ExecutorOrders.Command(task, "true"))]));

    private AgentEffect[] Exit(string task, int code = 0, int signal = 0) => Apply(new AgentInput.Exited(
        Key(task), new TaskEnd(signal > 0 ? ExitStatus.FromSignal(signal) : ExitStatus.FromCode(code))));

    private AgentEffect[] Fail(string task, string problem) => Apply(new AgentInput.LaunchFailed(Key(task), problem));

    private static TaskKey Key(string task) => new(Orders.Framework, task);

    private AgentEffect[] Open() => Apply(new AgentInput.LinkOpened(null!));

    /// <summary>Every update is acknowledged at once, so that the next one is not held back.</summary>
    private AgentEffect[] Apply(AgentInput input)
    {
        var effects = _core.Apply(input, _now).ToList();
        for (var at = 0; at < effects.Count; at++)
            if (effects[at] is AgentEffect.Send { Message.UpdateStatus: { } update })
                effects.AddRange(_core.Apply(new AgentInput.OperatorSaid(Orders.Acknowledge(update)), _now));
        return [.. effects];
    }

    private AgentEffect[] Say(OperatorMessage message, bool? isToStart = null)
    {
        if (isToStart is { } start)
            message.RunGroup.StartExecutor = start;
        return Apply(new AgentInput.OperatorSaid(message));
    }

    private static (string, TaskState)[] Said(IEnumerable<AgentEffect> effects) => [.. Statuses(effects).Select(status => (status.TaskId.Value, status.State))];

    private static TaskStatus[] Statuses(IEnumerable<AgentEffect> effects) =>
        [.. effects.OfType<AgentEffect.Send>().Where(send => send.Message.UpdateStatus is not null).Select(send => send.Message.UpdateStatus.Status)];

    private static AgentMessage.Types.ExecutorExited[] Exits(IEnumerable<AgentEffect> effects) =>
        [.. effects.OfType<AgentEffect.Send>().Where(send => send.Message.ExecutorExited is not null).Select(send => send.Message.ExecutorExited)];
}

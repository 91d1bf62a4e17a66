using System.Net;
using System.Net.Sockets;
using MesosOperator.AgentRuntime.Processes;
using MesosOperator.AgentRuntime.Tests.Executors;
using MesosOperator.AgentRuntime.Tests.Recovery;
using MesosOperator.AgentRuntime.Tests.Support;
using MesosOperator.Protocol.Mesos.V1;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using Reason = MesosOperator.Protocol.Mesos.V1.TaskStatus.Types.Reason;
using Task = System.Threading.Tasks.Task;

namespace MesosOperator.AgentRuntime.Tests.Health;

/// <summary>A whole agent, real tasks, commands and servers.</summary>
public sealed class HealthCheckTests
{
    [Fact]
    public async Task A_command_runs_where_the_task_runs()
    {
        Assert.SkipUnless(SystemUser.CurrentIsRoot, "Only root can make namespaces.");
        await using var agent = await RunningAgent.StartAsync();
        var task = Orders.Task("t1", "echo mine > /tmp/file; exec sleep 1000");
        task.Command.Environment = Variables(("OF_TASK", "task"), ("OF_BOTH", "task"));
        task.HealthCheck = Checks.ByCommand(
            "[ \"$(cat /tmp/file)\" = mine ] && [ \"$PWD\" = \"$MESOS_SANDBOX\" ] && tr '\\0' ' ' < /proc/2/cmdline | grep -q 'sleep 1000' "
            + "&& [ $OF_TASK$OF_BOTH$OF_CHECK = taskcheckcheck ] && grep -q \"$(cat /proc/2/cgroup | head -1)\" /proc/self/cgroup && echo checked >&2");
        task.HealthCheck.Command.Environment = Variables(("OF_BOTH", "check"), ("OF_CHECK", "check"));
        task.HealthCheck.GracePeriodSeconds = 30;

        await agent.Call.SayAsync(Orders.Run(task));
        var healthy = await NextAsync(agent, Reason.TaskHealthCheckStatusUpdated);

        Assert.Equal((TaskState.TaskRunning, true), (healthy.State, healthy.Healthy));
        Assert.StartsWith("checked\n", File.ReadAllText(Path.Combine(agent.Sandbox("t1"), "stderr")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_task_that_fails_its_check_too_often_is_killed_and_said_to_be_sick()
    {
        await using var agent = await RunningAgent.StartAsync();
        using var shared = new SharedFolder();
        var task = Orders.Task("t1", "exec sleep 1000");
        task.HealthCheck = Checks.ByCommand($"! [ -e {shared["sick"]} ]");

        await agent.Call.SayAsync(Orders.Run(task));
        Assert.True((await NextAsync(agent, Reason.TaskHealthCheckStatusUpdated)).Healthy);
        File.WriteAllText(shared["sick"], "");
        for (var failures = 1; failures <= 3; failures++)
        {
            var sick = await NextAsync(agent, Reason.TaskHealthCheckStatusUpdated);
            Assert.Equal((false, $"COMMAND health check failed ({failures} of 3): the command exited with status 1"), (sick.Healthy, sick.Message));
        }

        var end = (await agent.Call.UpdateAsync()).Status;
        Assert.Equal((TaskState.TaskKilled, true, false, "Command terminated with signal Terminated"), (end.State, end.HasHealthy, end.Healthy, end.Message));
    }

    [Theory]
    [InlineData("sleep 1000 & setsid sleep 1001 & trap '' TERM; sleep 1002; sleep 1003")]
    [InlineData("(setsid sh -c 'sleep 1000 & sleep 1001' &) ; while :; do sleep 0.01; done")]
    public async Task A_command_that_does_not_end_is_killed_with_all_that_it_started(string script)
    {
        await using var agent = await RunningAgent.StartAsync();
        var task = Orders.Task("t1", "exec sleep 1004");
        task.HealthCheck = Checks.ByCommand(script);
        (task.HealthCheck.TimeoutSeconds, task.HealthCheck.IntervalSeconds) = (0.2, 3_600);
        task.HealthCheck.Command.Environment = Variables(("CHECKED_IN", agent.Folder.Path));

        await agent.Call.SayAsync(Orders.Run(task));
        var sick = await NextAsync(agent, Reason.TaskHealthCheckStatusUpdated);

        Assert.Equal("COMMAND health check failed (1 of 3): it has not ended within 0.2 s", sick.Message);
        Assert.Empty(LiveProcesses.WithEnvironment($"CHECKED_IN={agent.Folder.Path}"));
    }

    [Fact]
    public async Task A_command_that_forks_is_done_when_it_has_ended_and_leaves_nothing()
    {
        await using var agent = await RunningAgent.StartAsync();
        var task = Orders.Task("t1", "exec sleep 1004");
        task.HealthCheck = Checks.ByCommand("(setsid sleep 1000 &) ; (setsid sh -c 'sleep 1001 & sleep 1002 &' &) ; exit 0");
        task.HealthCheck.Command.Environment = Variables(("CHECKED_IN", agent.Folder.Path));
        task.HealthCheck.IntervalSeconds = 3_600;

        await agent.Call.SayAsync(Orders.Run(task));

        Assert.True((await NextAsync(agent, Reason.TaskHealthCheckStatusUpdated)).Healthy);
        Assert.Empty(LiveProcesses.WithEnvironment($"CHECKED_IN={agent.Folder.Path}"));
    }

    [Fact]
    public async Task A_command_that_cannot_be_started_is_a_failure_with_its_reason()
    {
        await using var agent = await RunningAgent.StartAsync();
        var task = Orders.Task("t1", "exec sleep 1000");
        task.HealthCheck = Checks.ByCommand("/no/such/program");
        task.HealthCheck.Command.Shell = false;

        await agent.Call.SayAsync(Orders.Run(task));

        Assert.Equal(
            "COMMAND health check failed (1 of 3): '/no/such/program' cannot be started: No such file or directory",
            (await NextAsync(agent, Reason.TaskHealthCheckStatusUpdated)).Message);
    }

    [Fact]
    public async Task What_a_command_writes_goes_through_no_link_that_the_task_has_laid()
    {
        await using var agent = await RunningAgent.StartAsync();
        using var shared = new SharedFolder();
        File.WriteAllText(shared["victim"], "");
        var task = Orders.Task("t1", $"ln -sf {shared["victim"]} stderr; exec sleep 1000");
        task.HealthCheck = Checks.ByCommand("[ -L stderr ] && echo overwritten");
        task.HealthCheck.GracePeriodSeconds = 30;

        await agent.Call.SayAsync(Orders.Run(task));

        Assert.True((await NextAsync(agent, Reason.TaskHealthCheckStatusUpdated)).Healthy);
        Assert.Empty(File.ReadAllText(shared["victim"]));
    }

    [Fact]
    public async Task Health_by_HTTP_follows_what_the_task_answers()
    {
        var status = StatusCodes.Status200OK;
        await using var server = await PageServer.StartAsync(context =>
        {
            context.Response.StatusCode = context.Request.Path == "/health" ? Volatile.Read(ref status) : StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        });
        await using var agent = await RunningAgent.StartAsync();
        var task = Orders.Task("t1", "exec sleep 1000");
        task.HealthCheck = Checks.ByHttp(server.Port, "/health");
        task.HealthCheck.ConsecutiveFailures = 1_000;

        await agent.Call.SayAsync(Orders.Run(task));
        Assert.True((await NextAsync(agent, Reason.TaskHealthCheckStatusUpdated)).Healthy);
        Volatile.Write(ref status, StatusCodes.Status500InternalServerError);
        var sick = await NextAsync(agent, Reason.TaskHealthCheckStatusUpdated);
        Assert.Equal((false, $"HTTP health check failed (1 of 1000): http://127.0.0.1:{server.Port}/health answered with status 500"), (sick.Healthy, sick.Message));
        Volatile.Write(ref status, StatusCodes.Status204NoContent);
        while (!(await NextAsync(agent, Reason.TaskHealthCheckStatusUpdated)).Healthy)
        {
            // every failure is told
        }
    }

    [Fact]
    public async Task Checks_of_every_kind_are_told_and_kill_nobody()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        await using var server = await PageServer.StartAsync(context =>
        {
            context.Response.StatusCode = StatusCodes.Status418ImATeapot;
            return Task.CompletedTask;
        });
        await using var agent = await RunningAgent.StartAsync();

        Assert.Equal(7, (await CheckedAsync(agent, "t1", Checks.Command("exit 7"))).Command.ExitCode);
        Assert.Equal(418u, (await CheckedAsync(agent, "t2", Checks.Http(server.Port))).Http.StatusCode);
        Assert.True((await CheckedAsync(agent, "t3", Checks.Tcp(((IPEndPoint)listener.LocalEndpoint).Port))).Tcp.Succeeded);
        await server.DisposeAsync();
        var gone = await NextAsync(agent, Reason.TaskCheckStatusUpdated);
        Assert.Equal(("t2", false), (gone.TaskId.Value, gone.CheckStatus.Http.HasStatusCode));
        Assert.StartsWith("HTTP check failed: ", gone.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_task_that_ignores_the_kill_for_its_health_is_killed_hard_after_its_grace_period()
    {
        await using var agent = await RunningAgent.StartAsync();
        var task = Orders.Task("t1", "trap '' TERM; echo ready; while :; do sleep 0.1; done");
        task.KillPolicy = new KillPolicy { GracePeriod = Orders.Seconds(0.2) };
        task.HealthCheck = Checks.ByCommand("grep -q ready stdout && exit 1; exit 0");
        task.HealthCheck.ConsecutiveFailures = 1;

        await agent.Call.SayAsync(Orders.Run(task));
        TaskStatus end;
        do
        {
            end = (await agent.Call.UpdateAsync()).Status;
        }
        while (end.State is TaskState.TaskStarting or TaskState.TaskRunning);

        Assert.Equal((TaskState.TaskKilled, false, "Command terminated with signal Killed"), (end.State, end.Healthy, end.Message));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task A_clock_that_is_set_moves_no_check(int hours)
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(60));
        var clock = new SetClock(time);
        await using var agent = await RunningAgent.StartAsync(time: clock);
        var task = Orders.Task("t1", "exec sleep 1000");
        task.HealthCheck = Checks.ByCommand("exit 1");
        (task.HealthCheck.DelaySeconds, task.HealthCheck.IntervalSeconds) = (15, 10);
        await agent.Call.SayAsync(Orders.Run(task));
        await agent.Call.UpdateAsync();
        var told = (await agent.Call.UpdateAsync()).Status.Timestamp; // by the agent's own clock

        foreach (var (pause, set) in ((int, int)[])[(15, hours), (10, -hours), (10, 24 * 30 * hours)])
        {
            clock.Set(TimeSpan.FromHours(set));
            await agent.Call.QuietAsync();
            time.Advance(TimeSpan.FromSeconds(pause));
            var sick = await NextAsync(agent, Reason.TaskHealthCheckStatusUpdated);
            Assert.Equal((false, told += pause), (sick.Healthy, sick.Timestamp));
        }

        Assert.Equal(TaskState.TaskKilled, (await agent.Call.UpdateAsync()).Status.State);
    }

    [Fact]
    public async Task A_sick_task_of_a_group_takes_the_others_along()
    {
        await using var agent = await RunningAgent.StartAsync();
        var sick = ExecutorOrders.Command("t1", "exec sleep 1000");
        sick.HealthCheck = Checks.ByCommand("case $PWD in */containers/*) exit 1;; esac");
        sick.HealthCheck.ConsecutiveFailures = 1;

        await agent.Call.SayAsync(ExecutorOrders.RunGroup(ExecutorOrders.Default(), sick, ExecutorOrders.Command("t2", "exec sleep 1000")));
        var ends = new List<TaskStatus>();
        while (ends.Count < 2)
        {
            if ((await agent.Call.UpdateAsync()).Status is { State: not (TaskState.TaskStarting or TaskState.TaskRunning) } end)
                ends.Add(end);
        }

        Assert.Equal(
            [("t1", TaskState.TaskKilled, true), ("t2", TaskState.TaskKilled, false)],
            ends.OrderBy(end => end.TaskId.Value, StringComparer.Ordinal).Select(end => (end.TaskId.Value, end.State, end is { HasHealthy: true, Healthy: false })));
    }

    [Fact]
    public async Task Goes_on_after_the_agent_was_killed_and_says_only_what_is_new()
    {
        await using var agent = await MortalAgent.StartAsync();
        using var shared = new SharedFolder();
        var task = Orders.Task("t1", "echo ready; exec sleep 1000");
        task.HealthCheck = Checks.ByCommand($"echo x >> {shared["count"]}; ! [ -e {shared["sick"]} ]");
        task.HealthCheck.ConsecutiveFailures = 1;
        await agent.RunAsync(Orders.RunDurable(task));
        var healthy = (await agent.Call.UpdateAsync()).Status;
        Assert.True(healthy.Healthy);
        await agent.SettledAsync(healthy);

        agent.Die();
        var before = new System.IO.FileInfo(shared["count"]).Length;
        await agent.LiveAsync();
        Assert.True(agent.First.Reregister.Tasks.Single().Statuses.Single().Healthy);
        await Eventually.TrueAsync(() => new System.IO.FileInfo(shared["count"]).Length > before + 4, "the task is checked again");
        File.WriteAllText(shared["sick"], "");

        var sick = (await agent.Call.UpdateAsync()).Status; // and nothing before
        Assert.Equal((TaskState.TaskRunning, false), (sick.State, sick.Healthy));
        Assert.Equal((TaskState.TaskKilled, false), (await agent.Call.UpdateAsync()).Status is var end ? (end.State, end.Healthy) : default);
    }

    private static async Task<CheckStatusInfo> CheckedAsync(RunningAgent agent, string id, CheckInfo check)
    {
        var task = Orders.Task(id, "exec sleep 1000");
        task.Check = check;
        await agent.Call.SayAsync(Orders.Run(task));
        TaskStatus status;
        do
        {
            status = await NextAsync(agent, Reason.TaskCheckStatusUpdated);
        }
        while (status.TaskId.Value != id);
        return status.CheckStatus;
    }

    /// <summary>The next update with that reason.</summary>
    private static async Task<TaskStatus> NextAsync(RunningAgent agent, Reason reason)
    {
        while (true)
        {
            var status = (await agent.Call.UpdateAsync()).Status;
            Assert.True(status.State is TaskState.TaskStarting or TaskState.TaskRunning, status.Message);
            if (status.HasReason && status.Reason == reason)
                return status;
        }
    }

    private static Protocol.Mesos.V1.Environment Variables(params (string Name, string Value)[] variables) => new()
    {
        Variables = { variables.Select(variable => new Protocol.Mesos.V1.Environment.Types.Variable { Name = variable.Name, Value = variable.Value }) },
    };
}

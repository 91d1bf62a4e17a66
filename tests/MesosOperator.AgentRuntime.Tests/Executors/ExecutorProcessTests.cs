using MesosOperator.AgentRuntime.Executors;
using MesosOperator.AgentRuntime.Tests.Support;
using MesosOperator.Protocol.AgentLink;
using MesosOperator.Protocol.Mesos.V1;
using Reason = MesosOperator.Protocol.Mesos.V1.TaskStatus.Types.Reason;
using Source = MesosOperator.Protocol.Mesos.V1.TaskStatus.Types.Source;
using Task = System.Threading.Tasks.Task;

namespace MesosOperator.AgentRuntime.Tests.Executors;

/// <summary>An executor that knows nothing but the executor API (executor.js), run by a real agent.</summary>
public sealed class ExecutorProcessTests : IDisposable
{
    private const string Node = "/usr/bin/node";

    private readonly SharedFolder _shared = new();

    public ExecutorProcessTests() => File.Copy(Path.Combine(AppContext.BaseDirectory, "Executors", "executor.js"), _shared["executor.js"]);

    private string Program => $"exec {Node} {_shared["executor.js"]}";

    public static TheoryData<string> Paths => ["/api/v1/executor", "/slave(1)/api/v1/executor"];

    public void Dispose() => _shared.Dispose();

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task E05_an_executor_subscribes_and_runs_the_task_that_waited_for_it(string path)
    {
        RequireNode();
        await using var agent = await RunningAgent.StartAsync();

        await agent.Call.SayAsync(ExecutorOrders.Run("t1", "finish", ExecutorOrders.Info($"EXECUTOR_PATH='{path}' {Program}")));
        var running = (await agent.Call.UpdateAsync()).Status;
        var finished = (await agent.Call.UpdateAsync()).Status;

        Assert.Equal((TaskState.TaskRunning, TaskState.TaskFinished), (running.State, finished.State));
        Assert.Equal((Source.Executor, "e1", Orders.Agent, "said by e1"), (running.Source, running.ExecutorId.Value, running.AgentId.Value, running.Message));
        Assert.True(running.Timestamp > 0);
        var container = running.ContainerStatus.ContainerId.Value;
        await Eventually.TrueAsync(() => agent.Output("e1").Contains("launch t1", StringComparison.Ordinal), "what it said is in its file");
        Assert.Equal(["subscribed e1 test agent-1 " + container, "launch t1"], agent.Output("e1").Split('\n').Take(2));
    }

    [Fact]
    public async Task One_executor_runs_many_tasks_and_a_group()
    {
        RequireNode();
        await using var agent = await RunningAgent.StartAsync();
        var executor = ExecutorOrders.Info(Program);

        await agent.Call.SayAsync(ExecutorOrders.Run("t1", "run", executor));
        Assert.Equal("t1", (await agent.Call.UpdateAsync()).Status.TaskId.Value);
        await agent.Call.SayAsync(ExecutorOrders.Run("t2", "run", executor, isToStart: false));
        Assert.Equal("t2", (await agent.Call.UpdateAsync()).Status.TaskId.Value);
        await agent.Call.SayAsync(ExecutorOrders.RunGroup(executor, ExecutorOrders.Task("g1", "run"), ExecutorOrders.Task("g2", "run")));
        string[] group = [(await agent.Call.UpdateAsync()).Status.TaskId.Value, (await agent.Call.UpdateAsync()).Status.TaskId.Value];

        Assert.Equal(["g1", "g2"], group.Order());
        await Eventually.TrueAsync(() => agent.Output("e1").Contains("group of 2", StringComparison.Ordinal), "it got them as a group");
        await agent.Call.SayAsync(Orders.Kill("g1"));
        var killed = (await agent.Call.UpdateAsync()).Status;
        Assert.Equal(("g1", TaskState.TaskKilled), (killed.TaskId.Value, killed.State));
    }

    [Fact]
    public async Task Gives_the_executor_the_environment_of_mesos()
    {
        await using var agent = await RunningAgent.StartAsync();
        var order = ExecutorOrders.Run("t1", "run", ExecutorOrders.Info("env; exec sleep 1000"));
        order.RunTask.Framework.Checkpoint = true;

        await agent.Call.SayAsync(order);
        await Eventually.TrueAsync(
            () => Directory.Exists(agent.Sandbox("e1")) && agent.Output("e1").Contains("\nPWD=", StringComparison.Ordinal), "the executor runs");
        var lines = agent.Output("e1").Split('\n').ToHashSet();

        var endpoint = $"127.0.0.1:{agent.First.Register.Info.Port}";
        Assert.Superset(
            new HashSet<string>
            {
                "MESOS_EXECUTOR_ID=e1", $"MESOS_FRAMEWORK_ID={Orders.Framework}", $"MESOS_SLAVE_ID={Orders.Agent}", $"MESOS_AGENT_ID={Orders.Agent}",
                $"MESOS_AGENT_ENDPOINT={endpoint}", $"MESOS_SLAVE_PID=slave(1)@{endpoint}", "MESOS_CHECKPOINT=1", "MESOS_RECOVERY_TIMEOUT=15mins",
                "MESOS_SUBSCRIPTION_BACKOFF_MAX=2secs", "MESOS_EXECUTOR_SHUTDOWN_GRACE_PERIOD=5secs", "LIBPROCESS_PORT=0",
            },
            lines);
        Assert.DoesNotContain(lines, line => line.StartsWith("MESOS_TASK_ID=", StringComparison.Ordinal) || line.StartsWith("MESOS_ALLOCATION_ROLE=", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Messages_go_both_ways()
    {
        RequireNode();
        await using var agent = await RunningAgent.StartAsync();
        await agent.Call.SayAsync(ExecutorOrders.Run("t1", "run", ExecutorOrders.Info(Program)));
        await agent.Call.UpdateAsync();

        await agent.Call.SayAsync(ExecutorOrders.Message("hello"));

        var message = (await agent.Call.HearAsync())!.FrameworkMessage;
        Assert.Equal(("e1", "heard hello"), (message.ExecutorId.Value, message.Data.ToStringUtf8()));
    }

    [Fact]
    public async Task An_executor_that_lost_its_connection_comes_back_with_its_tasks()
    {
        RequireNode();
        await using var agent = await RunningAgent.StartAsync();
        await agent.Call.SayAsync(ExecutorOrders.Run("t1", "run", ExecutorOrders.Info(Program)));
        await agent.Call.UpdateAsync();

        await agent.Call.SayAsync(ExecutorOrders.Message("reconnect"));
        await Eventually.TrueAsync(() => agent.Output("e1").Split("subscribed e1").Length == 3, "the executor has subscribed again");
        await agent.Call.SayAsync(Orders.Kill("t1"));

        Assert.Equal(TaskState.TaskKilled, (await agent.Call.UpdateAsync()).Status.State);
    }

    [Fact]
    public async Task The_end_of_an_executor_fails_its_tasks_and_is_told()
    {
        RequireNode();
        await using var agent = await RunningAgent.StartAsync();

        await agent.Call.SayAsync(ExecutorOrders.Run("t1", "crash", ExecutorOrders.Info(Program)));
        await agent.Call.UpdateAsync();

        // In either order: the failure waits until the update before is acknowledged.
        AgentMessage[] said = [(await agent.Call.HearAsync())!, (await agent.Call.HearAsync())!];
        var failed = said.Single(message => message.UpdateStatus is not null).UpdateStatus.Status;
        Assert.Equal(
            (TaskState.TaskFailed, Source.Agent, Reason.ExecutorTerminated, "The executor has ended: Command exited with status 3"),
            (failed.State, failed.Source, failed.Reason, failed.Message));
        var exited = said.Single(message => message.ExecutorExited is not null).ExecutorExited;
        Assert.Equal(("e1", 3 << 8), (exited.ExecutorId.Value, exited.WaitStatus));
    }

    [Fact]
    public async Task An_executor_that_is_shut_down_ends_its_tasks_itself()
    {
        RequireNode();
        await using var agent = await RunningAgent.StartAsync();
        await agent.Call.SayAsync(ExecutorOrders.Run("t1", "run", ExecutorOrders.Info(Program)));
        await agent.Call.UpdateAsync();

        await agent.Call.SayAsync(ExecutorOrders.ShutDown());
        var killed = (await agent.Call.UpdateAsync()).Status;

        Assert.Equal((TaskState.TaskKilled, Source.Executor), (killed.State, killed.Source));
        Assert.Equal(0, (await agent.Call.HearAsync())!.ExecutorExited.WaitStatus);
    }

    [Fact]
    public async Task An_executor_that_does_not_heed_its_shutdown_is_killed_after_its_grace()
    {
        RequireNode();
        await using var agent = await RunningAgent.StartAsync();
        var executor = ExecutorOrders.Info("IGNORE_SHUTDOWN=1 " + Program);
        executor.ShutdownGracePeriod = Orders.Seconds(0.2);
        await agent.Call.SayAsync(ExecutorOrders.Run("t1", "run", executor));
        await agent.Call.UpdateAsync();

        await agent.Call.SayAsync(ExecutorOrders.ShutDown());
        var killed = (await agent.Call.UpdateAsync()).Status;

        Assert.Equal((TaskState.TaskKilled, Source.Agent, Reason.ExecutorTerminated), (killed.State, killed.Source, killed.Reason));
        Assert.Equal(9, (await agent.Call.HearAsync())!.ExecutorExited.WaitStatus);
    }

    [Fact]
    public async Task An_executor_proves_who_it_is_and_cannot_be_another()
    {
        RequireNode();
        await using var agent = await RunningAgent.StartAsync(options => options with { ExecutorAuthentication = ExecutorAuthentication.Required });
        await agent.Call.SayAsync(ExecutorOrders.Run("t1", "run", ExecutorOrders.Info(Program)));
        Assert.Equal(TaskState.TaskRunning, (await agent.Call.UpdateAsync()).Status.State);
        var other = ExecutorOrders.Info("echo $MESOS_EXECUTOR_AUTHENTICATION_TOKEN; exec sleep 1000");
        other.ExecutorId = new ExecutorID { Value = "e2" };
        await agent.Call.SayAsync(ExecutorOrders.Run("t2", "run", other));
        await Eventually.TrueAsync(() => Directory.Exists(agent.Sandbox("e2")) && agent.Output("e2").EndsWith('\n'), "the other executor has said its token");
        var token = agent.Output("e2").Trim();

        Assert.Equal(401, await MessageAsync(agent, "e1", null));
        Assert.Equal(401, await MessageAsync(agent, "e1", token + "x"));
        Assert.Equal(403, await MessageAsync(agent, "e1", token));
        Assert.Equal(403, await MessageAsync(agent, "e2", token)); // which has not subscribed
    }

    private static async Task<int> MessageAsync(RunningAgent agent, string executor, string? token)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"http://127.0.0.1:{agent.First.Register.Info.Port}/api/v1/executor")
        {
            Content = new StringContent(
                $$$"""{"type":"MESSAGE","executor_id":{"value":"{{{executor}}}"},"framework_id":{"value":"framework-1"},"message":{"data":"aGk="}}""",
                new System.Net.Http.Headers.MediaTypeHeaderValue("application/json")),
        };
        if (token is not null)
            request.Headers.Authorization = new("Bearer", token);
        using var answer = await client.SendAsync(request, Patience.Token());
        return (int)answer.StatusCode;
    }

    private static void RequireNode() => Assert.SkipUnless(File.Exists(Node), $"There is no {Node} here to run an executor");
}

using MesosOperator.AgentRuntime.Tests.Support;
using MesosOperator.Protocol.AgentLink;
using MesosOperator.Protocol.Mesos.V1;
using Reason = MesosOperator.Protocol.Mesos.V1.TaskStatus.Types.Reason;
using Task = System.Threading.Tasks.Task;

namespace MesosOperator.AgentRuntime.Tests.Fetching;

/// <summary>Real tasks that want something fetched.</summary>
public sealed class FetchingTaskTests : IDisposable
{
    private readonly FileServer _server = new();

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task A_program_is_fetched_and_run()
    {
        await using var agent = await RunningAgent.StartAsync();
        var order = Fetching("t1", "./hello.sh", _server.Holds("/hello.sh", "#!/bin/sh\necho fetched"));
        order.RunTask.Task.Command.Uris[0].Executable = true;

        await agent.Call.SayAsync(order);

        await EndAsync(agent, TaskState.TaskFinished);
        Assert.Equal("fetched\n", agent.Output("t1"));
    }

    [Fact]
    public async Task What_cannot_be_fetched_fails_the_task()
    {
        await using var agent = await RunningAgent.StartAsync();

        await agent.Call.SayAsync(Fetching("t1", "true", _server.Address("/absent")));

        var status = await EndAsync(agent, TaskState.TaskFailed);
        Assert.Equal(
            (Reason.ContainerLaunchFailed, $"Fetching '{_server.Address("/absent")}' failed: the server answered 404 Not Found"), (status.Reason, status.Message));
    }

    /// <summary>More downloads than the agent has threads for launches.</summary>
    [Fact]
    public async Task A_download_keeps_nobody_waiting_and_ends_with_its_task()
    {
        await using var agent = await RunningAgent.StartAsync();
        var address = _server.Answers("/slow", async (_, stream) =>
        {
            await FileServer.WriteAsync(stream, "200 OK", "a bit"u8.ToArray(), 100);
            await stream.ReadExactlyAsync(new byte[1]);
        });
        for (var number = 0; number < 10; number++)
            await agent.Call.SayAsync(Fetching($"slow{number}", "true", address));
        await Eventually.TrueAsync(() => _server.Asked("/slow") == 10, "all downloads have begun");

        await agent.Call.SayAsync(Orders.Run("quick", "exit 0"));
        Assert.Equal("quick", (await EndAsync(agent, TaskState.TaskFinished)).TaskId.Value);
        await agent.Call.SayAsync(Orders.Kill("slow7"));

        var killed = await EndAsync(agent, TaskState.TaskKilled);
        Assert.Equal(("slow7", Reason.TaskKilledDuringLaunch), (killed.TaskId.Value, killed.Reason));
    }

    private static OperatorMessage Fetching(string id, string command, string uri)
    {
        var task = Orders.Task(id, command);
        task.Command.Uris.Add(new CommandInfo.Types.URI { Value = uri });
        return Orders.Run(task);
    }

    private static async Task<TaskStatus> EndAsync(RunningAgent agent, TaskState end)
    {
        while ((await agent.Call.UpdateAsync()).Status is var status)
        {
            if (status.State is TaskState.TaskStarting or TaskState.TaskRunning)
                continue;
            Assert.True(status.State == end, $"{status.State}: {status.Message}");
            return status;
        }

        throw new InvalidOperationException();
    }
}

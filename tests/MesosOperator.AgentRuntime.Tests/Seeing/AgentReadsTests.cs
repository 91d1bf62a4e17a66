using System.Net;
using System.Text.Json;
using MesosOperator.AgentRuntime.Tests.Support;
using MesosOperator.Protocol.Mesos.V1;
using Task = System.Threading.Tasks.Task;

namespace MesosOperator.AgentRuntime.Tests.Seeing;

/// <summary>What an agent lets people read, in the shapes that were recorded of a Mesos agent.</summary>
public sealed class AgentReadsTests
{
    [Fact]
    public async Task The_state_tells_where_a_task_runs()
    {
        await using var agent = await RunningAgent.StartAsync(AgentClient.Admit);
        using var client = new AgentClient(agent);
        await RunAsync(agent, "t1", "echo hi; sleep 1000");

        var state = await client.ReadAsync("/slave(1)/state");

        Assert.Equal(
            ["version", "start_time", "id", "pid", "hostname", "capabilities", "resources", "reserved_resources", "unreserved_resources",
                "unreserved_resources_full", "reserved_resources_allocated", "unreserved_resources_allocated", "attributes", "flags", "frameworks", "completed_frameworks"],
            state.EnumerateObject().Select(property => property.Name).Where(name => name != "agent_version"));
        Assert.Equal(Orders.Agent, state.GetProperty("id").GetString());
        var executor = state.GetProperty("frameworks").EnumerateArray().Single().GetProperty("executors").EnumerateArray().Single();
        Assert.Equal(
            ["id", "name", "source", "container", "directory", "resources", "role", "tasks", "queued_tasks", "completed_tasks"],
            executor.EnumerateObject().Select(property => property.Name));
        Assert.Equal("Command Executor (Task: t1) (Command: sh -c 'echo hi; sle...')", executor.GetProperty("name").GetString());
        Assert.True(File.Exists(Path.Combine(executor.GetProperty("directory").GetString()!, "stdout")));
        var task = executor.GetProperty("tasks").EnumerateArray().Single();
        Assert.Equal(("t1", "TASK_RUNNING", "", "dev"), (Text(task, "id"), Text(task, "state"), Text(task, "executor_id"), Text(task, "role")));
        Assert.Equal(0.1, task.GetProperty("resources").GetProperty("cpus").GetDouble());
    }

    [Fact]
    public async Task What_has_ended_is_told_with_its_sandbox()
    {
        await using var agent = await RunningAgent.StartAsync(AgentClient.Admit);
        using var client = new AgentClient(agent);
        await RunAsync(agent, "t1", "true");
        Assert.Equal(TaskState.TaskFinished, (await agent.Call.UpdateAsync()).Status.State);

        var state = await client.ReadAsync("/state");

        var ended = state.GetProperty("completed_frameworks").EnumerateArray().Single().GetProperty("completed_executors").EnumerateArray().Single();
        Assert.True(Directory.Exists(Text(ended, "directory")));
        Assert.Equal("TASK_FINISHED", Text(ended.GetProperty("completed_tasks").EnumerateArray().Single(), "state"));
        Assert.Equal(1, (await client.ReadAsync("/metrics/snapshot")).GetProperty("slave/tasks_finished").GetDouble());
    }

    [Fact]
    public async Task What_tasks_use_is_measured()
    {
        await using var agent = await RunningAgent.StartAsync(AgentClient.Admit);
        using var client = new AgentClient(agent);
        Assert.Equal(0, (await client.ReadAsync("/containers")).GetArrayLength());
        await RunAsync(agent, "t1", "i=0; while [ $i -lt 20000 ]; do i=$((i+1)); done; sleep 1000");

        var container = (await client.ReadAsync("/containers")).EnumerateArray().Single();
        await Eventually.TrueAsync(() => CpuOf(client) > 0, "the task has used processor time");

        Assert.Equal(
            ["container_id", "executor_id", "executor_name", "framework_id", "source", "statistics", "status"],
            container.EnumerateObject().Select(property => property.Name));
        var statistics = container.GetProperty("statistics");
        Assert.Equal(0.1, statistics.GetProperty("cpus_soft_limit").GetDouble());
        Assert.True(statistics.GetProperty("mem_rss_bytes").GetInt64() >= 0);
        Assert.True(statistics.GetProperty("processes").GetInt32() >= 1);
        var status = container.GetProperty("status");
        Assert.Equal(Text(container, "container_id"), status.GetProperty("container_id").GetProperty("value").GetString());
        Assert.True(LiveProcesses.Exists(status.GetProperty("executor_pid").GetInt32()));
        var bare = (await client.ReadAsync("/monitor/statistics.json")).EnumerateArray().Single();
        Assert.Equal(["executor_id", "executor_name", "framework_id", "source", "statistics"], bare.EnumerateObject().Select(property => property.Name));
    }

    [Fact]
    public async Task Figures_have_the_names_of_a_Mesos_agent()
    {
        await using var agent = await RunningAgent.StartAsync(options => AgentClient.Admit(options) with { Resources = "cpus:4;mem:1024" });
        using var client = new AgentClient(agent);
        await RunAsync(agent, "t1", "sleep 1000");

        var figures = await client.ReadAsync("/metrics/snapshot");

        double Of(string name) => figures.GetProperty(name).GetDouble();
        Assert.Equal((4, 0.1, 0.025), (Of("slave/cpus_total"), Of("slave/cpus_used"), Of("slave/cpus_percent")));
        Assert.Equal((1, 1, 1), (Of("slave/registered"), Of("slave/tasks_running"), Of("slave/frameworks_active")));
        Assert.True(Of("slave/uptime_secs") >= 0 && Of("system/mem_total_bytes") > 0 && Of("slave/mem_total") == 1024);
    }

    [Fact]
    public async Task Only_health_and_version_are_for_everybody()
    {
        await using var agent = await RunningAgent.StartAsync(AgentClient.Admit);
        await using var closed = await RunningAgent.StartAsync();
        using var stranger = new AgentClient(agent, token: "another");
        using var nobody = new AgentClient(agent, token: null);
        using var shut = new AgentClient(closed);

        foreach (var path in (string[])["/state", "/containers", "/files/browse?path=/", "/slave(1)/flags", "/metrics/snapshot"])
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.GetAsync(path)).Status);
            Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.GetAsync(path)).Status);
            Assert.Equal(HttpStatusCode.Forbidden, (await shut.GetAsync(path)).Status);
        }

        Assert.Contains("--http-token-file", (await shut.GetAsync("/state")).Text, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.OK, ""), await shut.GetAsync("/health"));
        Assert.Equal("1.11.0", Text(await shut.ReadAsync("/version"), "version"));
    }

    [Fact]
    public async Task Nothing_is_changed_by_reading()
    {
        await using var agent = await RunningAgent.StartAsync(AgentClient.Admit);
        using var client = new AgentClient(agent);

        using var request = new HttpRequestMessage(HttpMethod.Post, "/state");
        using var answer = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Equal(["GET", "HEAD"], answer.Content.Headers.Allow);
        Assert.Equal("127.0.0.1", Text((await client.ReadAsync("/flags")).GetProperty("flags"), "ip"));
    }

    private static async Task RunAsync(RunningAgent agent, string id, string command)
    {
        await agent.Call.SayAsync(Orders.Run(id, command));
        Assert.Equal(TaskState.TaskStarting, (await agent.Call.UpdateAsync()).Status.State);
        Assert.Equal(TaskState.TaskRunning, (await agent.Call.UpdateAsync()).Status.State);
    }

    private static double CpuOf(AgentClient client)
    {
        var statistics = client.ReadAsync("/monitor/statistics").GetAwaiter().GetResult().EnumerateArray().Single().GetProperty("statistics");
        return statistics.GetProperty("cpus_user_time_secs").GetDouble() + statistics.GetProperty("cpus_system_time_secs").GetDouble();
    }

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;
}

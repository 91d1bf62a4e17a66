using System.Net;
using System.Text.Json;
using MesosOperator.AgentRuntime.Seeing;
using MesosOperator.AgentRuntime.Tests.Support;
using MesosOperator.Protocol.Mesos.V1;
using Microsoft.Extensions.Logging;
using static MesosOperator.AgentRuntime.Tests.Support.ProgramCalls;
using Task = System.Threading.Tasks.Task;

namespace MesosOperator.AgentRuntime.Tests.Sessions;

/// <summary>The operator API of an agent, and programs beside tasks, as tools use them.</summary>
public sealed class AgentApiTests
{
    [Theory]
    [InlineData("""{"type":"WAIT_CONTAINER"}""", 400, "Failed to validate agent::Call: Expecting 'wait_container' to be present")]
    [InlineData("""{"type":"KILL_CONTAINER"}""", 400, "Failed to validate agent::Call: Expecting 'kill_container' to be present")]
    [InlineData("""{"type":"LAUNCH_NESTED_CONTAINER"}""", 400, "Failed to validate agent::Call: Expecting 'launch_nested_container' to be present")]
    [InlineData("""{"type":"READ_FILE","read_file":{"path":"/no","offset":0}}""", 404, "")]
    [InlineData("""{"type":"PRUNE_IMAGES"}""", 501, "PRUNE_IMAGES is not served")]
    [InlineData("""{"type":"SET_LOGGING_LEVEL","set_logging_level":{"level":1,"duration":{"nanoseconds":1}}}""", 501, "The logs of this agent are those of the program that it is part of")]
    [InlineData("""{"type":"GET_HEALTH"}""", 200, """{"type":"GET_HEALTH","get_health":{"healthy":true}}""")]
    [InlineData("""{"type":"GET_LOGGING_LEVEL"}""", 200, """{"type":"GET_LOGGING_LEVEL","get_logging_level":{"level":0}}""")]
    [InlineData("""{"type":"GET_OPERATIONS"}""", 200, """{"type":"GET_OPERATIONS","get_operations":{}}""")]
    [InlineData("""{"type":"GET_CONTAINERS"}""", 200, """{"type":"GET_CONTAINERS"}""")]
    public async Task Calls_are_answered_as_recorded(string call, int status, string text)
    {
        await using var agent = await RunningAgent.StartAsync(AgentClient.Admit);
        using var client = new AgentClient(agent);

        Assert.Equal(((HttpStatusCode)status, text), await client.PostAsync("/api/v1", call));
    }

    [Fact]
    public async Task The_state_holds_the_task()
    {
        await using var agent = await RunningAgent.StartAsync(AgentClient.Admit);
        using var client = new AgentClient(agent);
        var container = await RunAsync(agent, client, "echo hello; sleep 1000");

        var state = Json(await client.PostAsync("/slave(1)/api/v1", """{"type":"GET_STATE"}""")).GetProperty("get_state");
        var task = state.GetProperty("get_tasks").GetProperty("launched_tasks").EnumerateArray().Single();
        Assert.Equal("TASK_RUNNING", task.GetProperty("state").GetString());
        Assert.Equal("t1", state.GetProperty("get_executors").GetProperty("executors")[0].GetProperty("executor_info").GetProperty("executor_id").GetProperty("value").GetString());
        Assert.Equal(Orders.Framework, state.GetProperty("get_frameworks").GetProperty("frameworks")[0].GetProperty("framework_info").GetProperty("id").GetProperty("value").GetString());
        var listed = Json(await client.PostAsync("/api/v1", """{"type":"GET_CONTAINERS"}""")).GetProperty("get_containers").GetProperty("containers")[0];
        Assert.Equal(container, listed.GetProperty("container_id").GetProperty("value").GetString());
        Assert.True(listed.GetProperty("resource_statistics").GetProperty("timestamp").GetDouble() > 0);
        var path = $"/frameworks/{Orders.Framework}/executors/t1/runs/latest/stdout";
        await agent.ReadyAsync("t1");
        Assert.Equal(
            """{"type":"READ_FILE","read_file":{"size":6,"data":"bGxvCg=="}}""",
            (await client.PostAsync("/api/v1", $$$$$"""{"type":"READ_FILE","read_file":{"path":"{{{{{path}}}}}","offset":2}}""")).Text);
    }

    [Fact]
    public async Task A_program_beside_a_task_is_in_its_place_and_says_what_it_says()
    {
        await using var agent = await RunningAgent.StartAsync(AgentClient.Admit);
        using var client = new AgentClient(agent);
        var container = await RunAsync(agent, client, "sleep 1000");

        using var session = await SessionClient.LaunchAsync(client, container, "s1", "echo out; echo err >&2; pwd; echo $MESOS_TASK_ID; exit 3");
        var said = await session.ReadToEndAsync();

        Assert.Equal(("application/recordio", "application/json"), (session.ContentType, session.MessageContentType));
        Assert.Equal("err\n", said.Errors);
        Assert.Equal(["out", Path.GetFileName(container), "t1"], said.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Path.GetFileName));
        Assert.Equal(
            (HttpStatusCode.OK, """{"type":"WAIT_CONTAINER","wait_container":{"exit_status":768}}"""),
            await client.PostAsync("/api/v1", Call("WAIT_CONTAINER", container, "s1")));
        Assert.Equal(HttpStatusCode.OK, (await client.PostAsync("/api/v1", Call("REMOVE_CONTAINER", container, "s1"))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await client.PostAsync("/api/v1", Call("WAIT_NESTED_CONTAINER", container, "s1"))).Status);
    }

    [Fact]
    public async Task What_is_typed_reaches_the_program()
    {
        await using var agent = await RunningAgent.StartAsync(AgentClient.Admit);
        using var client = new AgentClient(agent);
        var container = await RunAsync(agent, client, "sleep 1000");
        using var session = await SessionClient.LaunchAsync(client, container, "s1", "cat; echo over");

        var answer = await SessionClient.TypeAsync(client, container, "s1", SessionClient.Stdin("one\n"), SessionClient.Heartbeat, SessionClient.Stdin("two\n"), SessionClient.Stdin(""));

        Assert.Equal(HttpStatusCode.OK, answer);
        Assert.Equal("one\ntwo\nover\n", (await session.ReadToEndAsync()).Output);
    }

    [Fact]
    public async Task A_terminal_has_the_size_of_the_window()
    {
        await using var agent = await RunningAgent.StartAsync(AgentClient.Admit);
        using var client = new AgentClient(agent);
        var container = await RunAsync(agent, client, "sleep 1000");
        using var session = await SessionClient.LaunchAsync(client, container, "s1", "stty size; read line; stty size; tty; echo $TERM", isTerminal: true);
        Assert.Equal("24 80", await session.LineAsync());

        Assert.Equal(HttpStatusCode.OK, await SessionClient.TypeAsync(client, container, "s1", SessionClient.WindowSize(50, 132), SessionClient.Stdin("go\n")));

        var rest = (await session.ReadToEndAsync()).Output.Replace("\r", "", StringComparison.Ordinal).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["go", "50 132"], rest[..2]);
        Assert.StartsWith("/dev/pts/", rest[2], StringComparison.Ordinal);
        Assert.Equal("xterm", rest[3]);
    }

    [Fact]
    public async Task A_program_ends_with_its_caller_and_with_its_task()
    {
        await using var agent = await RunningAgent.StartAsync(AgentClient.Admit);
        using var client = new AgentClient(agent);
        var container = await RunAsync(agent, client, "sleep 1000");
        var left = await SessionClient.LaunchAsync(client, container, "s1", "echo $$; exec sleep 1001");
        await left.LineAsync();
        left.Dispose();
        Assert.Equal(
            (HttpStatusCode.OK, """{"type":"WAIT_CONTAINER","wait_container":{"exit_status":35072}}"""), // 137: killed
            await client.PostAsync("/api/v1", Call("WAIT_CONTAINER", container, "s1")));

        using var stays = await SessionClient.LaunchAsync(client, container, "s2", "echo ready; exec sleep 1002");
        Assert.Equal("ready", await stays.LineAsync());
        await agent.Call.SayAsync(Orders.Kill("t1"));
        Assert.Equal("", (await stays.ReadToEndAsync()).Output);
    }

    [Fact]
    public async Task What_makes_no_sense_is_refused()
    {
        await using var agent = await RunningAgent.StartAsync(AgentClient.Admit);
        using var client = new AgentClient(agent);
        var container = await RunAsync(agent, client, "sleep 1000");
        Assert.Equal(HttpStatusCode.OK, (await client.PostAsync("/api/v1", Launch(container, "s1", "sleep 1003"))).Status);

        Assert.Equal(HttpStatusCode.Accepted, (await client.PostAsync("/api/v1", Launch(container, "s1", "true"))).Status);
        Assert.Equal((HttpStatusCode.InternalServerError, $"Container {container}.s1 has not ended yet"), await client.PostAsync("/api/v1", Call("REMOVE_CONTAINER", container, "s1")));
        Assert.Equal((HttpStatusCode.BadRequest, "Container none cannot be found"), await client.PostAsync("/api/v1", Launch("none", "s2", "true")));
        Assert.Equal(HttpStatusCode.BadRequest, (await client.PostAsync("/api/v1", Launch(container, "a/b", "true"))).Status);
        Assert.Equal(HttpStatusCode.NotImplemented, (await client.PostAsync("/api/v1", """{"type":"LAUNCH_CONTAINER","launch_container":{"container_id":{"value":"x"},"command":{"value":"true"}}}""")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await client.PostAsync("/api/v1", Call("KILL_CONTAINER", container, "s9"))).Status);
        Assert.Equal(HttpStatusCode.BadRequest, await SessionClient.TypeAsync(client, container, "s1", SessionClient.Stdin("x")));
        Assert.Equal(HttpStatusCode.NotFound, await SessionClient.TypeAsync(client, container, "s9"));
        Assert.Equal(HttpStatusCode.OK, (await client.PostAsync("/api/v1", Call("KILL_NESTED_CONTAINER", container, "s1"))).Status);
        Assert.Contains("\"exit_status\":35072", (await client.PostAsync("/api/v1", Call("WAIT_NESTED_CONTAINER", container, "s1"))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_task_says_from_now_on_is_told_to_whoever_is_attached()
    {
        await using var agent = await RunningAgent.StartAsync(AgentClient.Admit);
        using var client = new AgentClient(agent);
        var container = await RunAsync(agent, client, "echo before; while ! [ -e go ]; do sleep 0.05; done; echo after; echo wrong >&2");
        await agent.ReadyAsync("t1");
        using var one = await SessionClient.AttachAsync(client, container);
        using var other = await SessionClient.AttachAsync(client, container);

        File.WriteAllText(Path.Combine(agent.Sandbox("t1"), "go"), "");

        Assert.Equal(("after\n", "wrong\n"), await one.ReadToEndAsync());
        Assert.Equal(("after\n", "wrong\n"), await other.ReadToEndAsync());
    }

    [Fact]
    public async Task A_task_takes_no_input_and_says_why()
    {
        await using var agent = await RunningAgent.StartAsync(AgentClient.Admit);
        using var client = new AgentClient(agent);
        var container = await RunAsync(agent, client, "sleep 1000");

        Assert.Equal(
            (HttpStatusCode.BadRequest, "Tasks have neither a terminal nor an input: launch a program beside it, which can have both"),
            await SessionClient.TypeToTaskAsync(client, container));
        Assert.Equal(HttpStatusCode.NotFound, (await SessionClient.TypeToTaskAsync(client, "none")).Status);
    }

    [Fact]
    public async Task More_is_logged_for_a_while()
    {
        using var detail = new LogDetail(LogLevel.Information, TimeProvider.System);
        await using var agent = await RunningAgent.StartAsync(options => AgentClient.Admit(options) with { Logging = detail });
        using var client = new AgentClient(agent);

        Assert.Equal(HttpStatusCode.Accepted, (await client.PostAsync("/api/v1", SetLevel(1, 3_600_000_000_000))).Status);

        Assert.Equal((HttpStatusCode.OK, """{"type":"GET_LOGGING_LEVEL","get_logging_level":{"level":1}}"""), await client.PostAsync("/api/v1", """{"type":"GET_LOGGING_LEVEL"}"""));
        Assert.True(detail.Allows(LogLevel.Debug));
        Assert.Equal((HttpStatusCode.BadRequest, "Invalid duration of -1 seconds"), await client.PostAsync("/api/v1", SetLevel(2, -1_000_000_000)));
        Assert.Equal(HttpStatusCode.BadRequest, (await client.PostAsync("/api/v1", """{"type":"SET_LOGGING_LEVEL"}""")).Status);
        Assert.Equal(1u, detail.Level);
    }

    private static string SetLevel(int level, long nanoseconds) =>
        $$$$$"""{"type":"SET_LOGGING_LEVEL","set_logging_level":{"level":{{{{{level}}}}},"duration":{"nanoseconds":{{{{{nanoseconds}}}}}}}}""";

    private static JsonElement Json((HttpStatusCode Status, string Text) answer)
    {
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        return JsonDocument.Parse(answer.Text).RootElement.Clone();
    }

    private static async Task<string> RunAsync(RunningAgent agent, AgentClient client, string command)
    {
        await agent.Call.SayAsync(Orders.Run("t1", command));
        Assert.Equal(TaskState.TaskStarting, (await agent.Call.UpdateAsync()).Status.State);
        Assert.Equal(TaskState.TaskRunning, (await agent.Call.UpdateAsync()).Status.State);
        return (await client.ReadAsync("/containers"))[0].GetProperty("container_id").GetString()!;
    }
}

using System.Net;
using MesosOperator.AgentRuntime.Tests.Recovery;
using MesosOperator.AgentRuntime.Tests.Support;
using MesosOperator.Protocol.Mesos.V1;
using static MesosOperator.AgentRuntime.Tests.Support.ProgramCalls;
using Task = System.Threading.Tasks.Task;

namespace MesosOperator.AgentRuntime.Tests.Containers;

/// <summary>Programs beside tasks that have an image, as tools run them.</summary>
public sealed class ContainerSessionTests(TestContainerd containerd)
{
    [Fact]
    public async Task A_program_is_in_the_container_and_says_what_it_says()
    {
        await using var agent = await AgentAsync();
        using var client = new AgentClient(agent);
        var container = await RunAsync(agent);

        using var session = await SessionClient.LaunchAsync(client, container, "s1", "echo out; echo err >&2; pwd; echo $OF_IMAGE $MESOS_TASK_ID; grep -c . /proc/1/comm; exit 3");
        var said = await session.ReadToEndAsync();

        Assert.Equal("out\n/srv\nyes t1\n1\n", said.Output);
        Assert.Equal("err\n", said.Errors);
        Assert.Equal(
            (HttpStatusCode.OK, """{"type":"WAIT_CONTAINER","wait_container":{"exit_status":768}}"""),
            await client.PostAsync("/api/v1", Call("WAIT_CONTAINER", container, "s1")));
        Assert.Equal(HttpStatusCode.OK, (await client.PostAsync("/api/v1", Call("REMOVE_CONTAINER", container, "s1"))).Status);
        using var again = await SessionClient.LaunchAsync(client, container, "s1", "seq 1 100000");
        Assert.Equal(Enumerable.Range(1, 100_000).Select(number => $"{number}"), (await again.ReadToEndAsync()).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task What_is_typed_reaches_the_program()
    {
        await using var agent = await AgentAsync();
        using var client = new AgentClient(agent);
        var container = await RunAsync(agent);
        using var session = await SessionClient.LaunchAsync(client, container, "s1", "cat; echo over");

        var answer = await SessionClient.TypeAsync(client, container, "s1", SessionClient.Stdin("one\n"), SessionClient.Heartbeat, SessionClient.Stdin("two\n"), SessionClient.Stdin(""));

        Assert.Equal(HttpStatusCode.OK, answer);
        Assert.Equal("one\ntwo\nover\n", (await session.ReadToEndAsync()).Output);
    }

    [Fact]
    public async Task A_terminal_has_the_size_of_the_window()
    {
        await using var agent = await AgentAsync();
        using var client = new AgentClient(agent);
        var container = await RunAsync(agent);
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
        await using var agent = await AgentAsync();
        using var client = new AgentClient(agent);
        var container = await RunAsync(agent);
        var left = await SessionClient.LaunchAsync(client, container, "s1", "echo ready; exec sleep 1001");
        Assert.Equal("ready", await left.LineAsync());
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
    public async Task What_is_left_alone_says_it_in_the_files_of_the_task()
    {
        await using var agent = await AgentAsync();
        using var client = new AgentClient(agent);
        var container = await RunAsync(agent);

        Assert.Equal(HttpStatusCode.OK, (await client.PostAsync("/api/v1", Launch(container, "s1", "echo beside; echo wrong >&2; exit 4"))).Status);
        Assert.Contains("\"exit_status\":1024", (await client.PostAsync("/api/v1", Call("WAIT_NESTED_CONTAINER", container, "s1"))).Text, StringComparison.Ordinal);

        // The runtime copies them; the end of a program does not wait for that.
        await Eventually.TrueAsync(() => agent.Output("t1") == "on\nbeside\n", "its output is there");
        await Eventually.TrueAsync(() => File.ReadAllText(Path.Combine(agent.Sandbox("t1"), "stderr")) == "wrong\n", "so is what it complained of");
        Assert.Equal(HttpStatusCode.BadRequest, await SessionClient.TypeAsync(client, container, "s1", SessionClient.Stdin("x")));
    }

    [Fact]
    public async Task What_cannot_be_started_is_said()
    {
        await using var agent = await AgentAsync();
        using var client = new AgentClient(agent);
        var container = await RunAsync(agent);

        var (status, text) = await client.PostAsync("/api/v1", Launch(container, "s1", "nope").Replace("\"value\":\"nope\"", "\"shell\":false,\"value\":\"nope\"", StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.StartsWith("The program cannot be started: exec: \"nope\": executable file not found", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_of_an_agent_that_died_is_ended_by_the_next_one()
    {
        await containerd.NeedAsync();
        using var folder = new SharedFolder();
        File.WriteAllText(folder["token"], AgentClient.Token);
        await using var agent = await MortalAgent.StartWithAsync(
            ["--containerd", containerd.Socket, "--containerd-namespace", TestContainerd.Namespace, "--http-token-file", folder["token"]]);
        await agent.RunAsync(Orders.RunDurable(Images.Docker("t1", "trap 'exit 9' TERM; echo on; while :; do sleep 0.1; done")));
        using var client = new AgentClient(agent.First.Register.Info.Port);
        var container = (await client.ReadAsync("/containers"))[0].GetProperty("container_id").GetString()!;
        using var session = await SessionClient.LaunchAsync(client, container, "s1", "echo ready; exec cat");
        Assert.Equal("ready", await session.LineAsync());
        Assert.Equal(2, Programs(container));

        agent.Die();
        await agent.LiveAsync();

        await Eventually.TrueAsync(() => Programs(container) == 1, "the program of the session has gone");
        await agent.Call.SayAsync(Orders.Kill("t1", graceSeconds: 30));
        Assert.Equal("Command exited with status 9", (await agent.Call.UpdateAsync()).Status.Message);
    }

    /// <summary>How many there are that containerd supervises itself.</summary>
    private int Programs(string container) =>
        containerd.Ctr("tasks", "ps", container).Output.Split('\n').Count(line => line.Contains("ExecID", StringComparison.OrdinalIgnoreCase)) + 1;

    private Task<RunningAgent> AgentAsync() => containerd.AgentAsync(AgentClient.Admit);

    private static async Task<string> RunAsync(RunningAgent agent)
    {
        var status = await agent.StartAsync(Images.Docker("t1", "trap 'exit 0' TERM; echo on; while :; do sleep 0.1; done"));
        await agent.ReadyAsync("t1");
        return status.ContainerStatus.ContainerId.Value;
    }
}

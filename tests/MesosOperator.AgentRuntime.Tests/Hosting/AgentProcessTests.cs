using MesosOperator.AgentRuntime.Processes;
using MesosOperator.AgentRuntime.Tests.Support;
using MesosOperator.Protocol.AgentLink;
using MesosOperator.Protocol.Mesos.V1;
using Task = System.Threading.Tasks.Task;

namespace MesosOperator.AgentRuntime.Tests.Hosting;

public sealed class AgentProcessTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task A_killed_agent_leaves_no_task_behind()
    {
        await using var @operator = await TestOperator.StartAsync();
        using var agent = AgentProcess.Start("--operator", @operator.Address, "--work-dir", _folder.Path, "--port", "0");
        var (call, mark) = await RunTaskAsync(@operator);

        agent.Kill();

        await Eventually.TrueAsync(() => LiveProcesses.WithEnvironment(mark).Length == 0, "no process of the agent is left");
        call.End();
    }

    [Fact]
    public async Task SIGTERM_ends_it_in_good_order()
    {
        await using var @operator = await TestOperator.StartAsync();
        using var agent = AgentProcess.Start("--operator", @operator.Address, "--work-dir", _folder.Path, "--port", "0", "--log-format", "Json");
        var (call, mark) = await RunTaskAsync(@operator);

        agent.Terminate();

        Assert.Equal(TaskState.TaskKilled, (await call.UpdateAsync()).Status.State);
        Assert.NotNull((await call.HearAsync())!.Leaving);
        call.End();
        var (code, output, errors) = await agent.EndAsync();
        Assert.Equal((0, ""), (code, output));
        Assert.All(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => System.Text.Json.JsonDocument.Parse(line).Dispose());
        Assert.Empty(LiveProcesses.WithEnvironment(mark));
    }

    [Fact]
    public async Task SIGHUP_changes_nothing()
    {
        await using var @operator = await TestOperator.StartAsync();
        using var agent = AgentProcess.Start("--operator", @operator.Address, "--work-dir", _folder.Path, "--port", "0");
        var (call, mark) = await RunTaskAsync(@operator);

        agent.Signal("HUP");

        await call.SayAsync(Orders.Kill("t1"));
        Assert.Equal(TaskState.TaskKilled, (await call.UpdateAsync()).Status.State);
        Assert.Empty(LiveProcesses.WithEnvironment(mark));
        agent.Terminate();
        Assert.NotNull((await call.HearAsync())!.Leaving);
        call.End();
        Assert.Equal(0, (await agent.EndAsync()).Code);
    }

    [Fact]
    public async Task Bad_options_are_all_listed()
    {
        using var agent = AgentProcess.Start("--operator", "no where", "--work-dir", _folder.Path, "--resources", "cpus:x", "--port", "70000");

        Assert.Equal(
            (2, "", """
                --operator: 'no where' is not an address such as 10.0.0.1:5060
                --resources: cpus: 'x' is not a number
                --port: 70000 is not a port

                """),
            await agent.EndAsync());
    }

    [Fact]
    public async Task Takes_several_addresses()
    {
        await using var @operator = await TestOperator.StartAsync();
        using var agent = AgentProcess.Start(
            "--operator", "http://127.0.0.1:1", "--operator", $"http://127.0.0.1:2,{@operator.Address}", "--work-dir", _folder.Path, "--port", "0");

        var call = await @operator.AcceptAsync();

        Assert.NotNull((await call.RegisterAsync()).Register);
        agent.Kill();
        call.End();
    }

    [Fact]
    public async Task A_refusal_has_an_exit_code_of_its_own()
    {
        await using var @operator = await TestOperator.StartAsync();
        using var agent = AgentProcess.Start("--operator", @operator.Address, "--work-dir", _folder.Path, "--port", "0");
        var call = await @operator.AcceptAsync();
        await call.HearAsync();

        await call.SayAsync(new OperatorMessage { Refused = new OperatorMessage.Types.Refused { Message = "not wanted here" } });
        call.End();

        var (code, _, errors) = await agent.EndAsync();
        Assert.Equal(3, code);
        Assert.Contains("The operator refuses this agent: not wanted here", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--help", 0, "--attributes <text>")]
    [InlineData("--version", 0, "0.1.0")]
    [InlineData("--no-such-option", 1, "")]
    public async Task Explains_itself(string argument, int expectedCode, string expectedOutput)
    {
        using var agent = AgentProcess.Start(argument);

        var (code, output, _) = await agent.EndAsync();

        Assert.Equal(expectedCode, code);
        Assert.Contains(expectedOutput, output, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>A task with a child that has left its process group; the text that marks both.</summary>
    private async Task<(TestCall Call, string Mark)> RunTaskAsync(TestOperator @operator)
    {
        var call = await @operator.AcceptAsync();
        await call.RegisterAsync();
        await call.SayAsync(Orders.Run("t1", "setsid sleep 1000 & echo $MESOS_SANDBOX; exec sleep 1001"));
        await call.UpdateAsync();
        await call.UpdateAsync();
        var output = Directory.EnumerateFiles(_folder.Path, "stdout", SearchOption.AllDirectories).First();
        await Eventually.TrueAsync(() => File.ReadAllText(output).EndsWith('\n'), "the task has told its mark");
        var mark = $"MESOS_SANDBOX={File.ReadAllText(output).Trim()}";
        await Eventually.TrueAsync(() => LiveProcesses.WithEnvironment(mark).Length == 2, "both processes sleep");
        return (call, mark);
    }
}

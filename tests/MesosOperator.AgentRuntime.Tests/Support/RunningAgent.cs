using MesosOperator.AgentRuntime.Agents;
using MesosOperator.AgentRuntime.Hosting;
using MesosOperator.Core.Primitives;
using Microsoft.Extensions.Logging.Abstractions;

namespace MesosOperator.AgentRuntime.Tests.Support;

/// <summary>A whole agent in this process, with an operator that the test plays.</summary>
internal sealed class RunningAgent : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private Task<AgentOutcome> _running = Task.FromResult(AgentOutcome.Stopped);

    private RunningAgent(TestOperator @operator) => Operator = @operator;

    public TestOperator Operator { get; }

    public TemporaryFolder Folder { get; } = new();

    /// <summary>The connection on which it is registered.</summary>
    public TestCall Call { get; private set; } = null!;

    public Task<AgentOutcome> Ended => _running;

    public static async Task<RunningAgent> StartAsync(Func<AgentOptions, AgentOptions>? change = null, TimeProvider? time = null)
    {
        var agent = new RunningAgent(await TestOperator.StartAsync());
        var options = new AgentOptions { Operator = agent.Operator.Address, WorkDirectory = agent.Folder.Path, Address = "127.0.0.1" };
        agent._running = AgentProgram.RunAsync(
            change?.Invoke(options) ?? options, time ?? TimeProvider.System, NullLoggerFactory.Instance, new Prng(1), agent._stop.Token);
        agent.Call = await agent.Operator.AcceptAsync();
        await agent.Call.RegisterAsync();
        return agent;
    }

    public string Sandbox(string taskId) =>
        Path.Combine(Folder.Path, "agents", Orders.Agent, "frameworks", Orders.Framework, "executors", taskId, "runs", "latest");

    public string Output(string taskId) => File.ReadAllText(Path.Combine(Sandbox(taskId), "stdout"));

    /// <summary>Waits until the task has written something.</summary>
    public Task ReadyAsync(string taskId) => Eventually.TrueAsync(() => Output(taskId).Length > 0, $"{taskId} has written to stdout");

    public void Stop() => _stop.Cancel();

    public async ValueTask DisposeAsync()
    {
        Stop();
        Call.End();
        await _running;
        await Operator.DisposeAsync();
        Folder.Dispose();
        _stop.Dispose();
    }
}

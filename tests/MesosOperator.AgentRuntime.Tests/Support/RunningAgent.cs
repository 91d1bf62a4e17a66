using MesosOperator.AgentRuntime.Agents;
using MesosOperator.AgentRuntime.Hosting;
using MesosOperator.Core.Primitives;
using MesosOperator.Protocol.AgentLink;
using MesosOperator.Protocol.Mesos.V1;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Task = System.Threading.Tasks.Task;

namespace MesosOperator.AgentRuntime.Tests.Support;

/// <summary>A whole agent in this process, with an operator that the test plays.</summary>
internal sealed class RunningAgent : IAsyncDisposable
{
    /// <summary>Agents of one host must not share a seed, or each would take the tasks of the others for its own.</summary>
    private static long _seed = (long)System.Environment.ProcessId << 20;

    private readonly CancellationTokenSource _stop = new();
    private readonly TestOperator _operator;
    private bool _ownsOperator;

    private RunningAgent(TestOperator @operator, Func<AgentOptions, AgentOptions>? change, TimeProvider? time, ILoggerFactory? logs = null)
    {
        _operator = @operator;
        var options = new AgentOptions { Operator = @operator.Address, WorkDirectory = Folder.Path, Address = "127.0.0.1", Port = 0 };
        options = change?.Invoke(options) ?? options;
        WorkDirectory = options.WorkDirectory;
        Ended = AgentProgram.RunAsync(
            options, time ?? TimeProvider.System, logs ?? NullLoggerFactory.Instance,
            new Prng((ulong)Interlocked.Increment(ref _seed)), _stop.Token);
    }

    public TemporaryFolder Folder { get; } = new();

    /// <summary>The folder above, unless its options have been given another one.</summary>
    public string WorkDirectory { get; }

    /// <summary>Its newest connection.</summary>
    public TestCall Call { get; private set; } = null!;

    /// <summary>What it said first.</summary>
    public AgentMessage First { get; private set; } = null!;

    public Task<AgentOutcome> Ended { get; }

    /// <summary>An agent that begins to dial.</summary>
    public static RunningAgent Begin(
        TestOperator @operator, Func<AgentOptions, AgentOptions>? change = null, TimeProvider? time = null, ILoggerFactory? logs = null) =>
        new(@operator, change, time, logs);

    /// <summary>An agent that is registered.</summary>
    public static async Task<RunningAgent> StartAsync(Func<AgentOptions, AgentOptions>? change = null, TimeProvider? time = null)
    {
        var agent = new RunningAgent(await TestOperator.StartAsync(), change, time) { _ownsOperator = true };
        await agent.AcceptAsync();
        agent.First = await agent.Call.RegisterAsync();
        return agent;
    }

    /// <summary>Its next connection.</summary>
    public async Task<TestCall> AcceptAsync() => Call = await _operator.AcceptAsync();

    public string Sandbox(string taskId) =>
        Path.Combine(WorkDirectory, "agents", Orders.Agent, "frameworks", Orders.Framework, "executors", taskId, "runs", "latest");

    public string Output(string taskId) => File.ReadAllText(Path.Combine(Sandbox(taskId), "stdout"));

    /// <summary>Waits until the task has written something.</summary>
    public Task ReadyAsync(string taskId) => Eventually.TrueAsync(() => Output(taskId).Length > 0, $"{taskId} has written to stdout");

    /// <summary>Runs a task to its end, which is acknowledged.</summary>
    public async Task<TaskStatus> EndAsync(TaskInfo task)
    {
        await Call.SayAsync(Orders.Run(task));
        AgentMessage.Types.UpdateStatus update;
        do
        {
            update = await Call.UpdateAsync();
        }
        while (update.Status.TaskId.Value != task.TaskId.Value || update.Status.State is TaskState.TaskStarting or TaskState.TaskRunning);
        return update.Status;
    }

    public void Stop() => _stop.Cancel();

    public async ValueTask DisposeAsync()
    {
        Stop();
        Call?.End();
        await Ended;
        if (_ownsOperator)
            await _operator.DisposeAsync();
        Folder.Dispose();
        _stop.Dispose();
    }
}

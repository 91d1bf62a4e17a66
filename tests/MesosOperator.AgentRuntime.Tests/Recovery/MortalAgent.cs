using System.Text;
using MesosOperator.AgentRuntime.Tests.Hosting;
using MesosOperator.AgentRuntime.Tests.Support;
using MesosOperator.Protocol.AgentLink;
using MesosOperator.Protocol.Mesos.V1;
using Task = System.Threading.Tasks.Task;

namespace MesosOperator.AgentRuntime.Tests.Recovery;

/// <summary>An agent in a process of its own that is killed and started again in the same folder.</summary>
internal sealed class MortalAgent : IAsyncDisposable
{
    private readonly TestOperator _operator;
    private AgentProcess? _process;

    private MortalAgent(TestOperator @operator) => _operator = @operator;

    public TemporaryFolder Folder { get; } = new();

    /// <summary>What the next process offers.</summary>
    public string Resources { get; set; } = "cpus:4;mem:512;disk:1000";

    /// <summary>Options that each of its processes gets.</summary>
    public string[] Options { get; init; } = [];

    public TestCall Call { get; private set; } = null!;

    /// <summary>What it said first.</summary>
    public AgentMessage First { get; private set; } = null!;

    /// <summary>The process that lives.</summary>
    public int Pid => _process!.Pid;

    public static Task<MortalAgent> StartAsync(params string[] options) => StartWithAsync([], options);

    /// <summary>One whose processes all get some options.</summary>
    public static async Task<MortalAgent> StartWithAsync(string[] always, params string[] options)
    {
        var agent = new MortalAgent(await TestOperator.StartAsync()) { Options = always };
        await agent.LiveAsync(options);
        return agent;
    }

    /// <summary>Starts a process and registers it.</summary>
    public async Task LiveAsync(params string[] options)
    {
        _process = Start(options);
        Call = await _operator.AcceptAsync();
        First = await Call.RegisterAsync(epoch: 3);
        await Eventually.TrueAsync(() => Recorded(Encoding.ASCII.GetBytes(Orders.Agent)) > 0, "the agent has written down who it is");
    }

    /// <summary>Waits until an acknowledgement is written down, after which the update is not sent again.</summary>
    public Task SettledAsync(TaskStatus acknowledged) =>
        Eventually.TrueAsync(() => Recorded(acknowledged.Uuid.Span) != 1, "the acknowledgement is written down");

    /// <summary>Starts a process and answers as a leader of some term.</summary>
    public async Task<(TestCall Call, AgentMessage First)> DialAsync(long epoch)
    {
        _process = Start([]);
        Call = await _operator.AcceptAsync();
        return (Call, await Call.RegisterAsync(epoch: epoch));
    }

    /// <summary>Starts a process that is expected to end by itself: its exit code and what it says.</summary>
    public async Task<(int Code, string Errors)> TryAsync(params string[] options)
    {
        using var process = Start(options);
        var (code, _, errors) = await process.EndAsync();
        return (code, errors);
    }

    public void Die()
    {
        _process!.Kill();
        _process.Dispose();
        _process = null;
        Call.End();
    }

    /// <summary>Asks it to stop.</summary>
    public async Task StopAsync()
    {
        _process!.Terminate();
        await _process.EndAsync();
        Call.End();
    }

    /// <summary>Starts a task and waits until it runs and has written something. Returns its supervisor.</summary>
    public async Task<int> RunAsync(OperatorMessage order)
    {
        await Call.SayAsync(order);
        Assert.Equal(TaskState.TaskStarting, (await Call.UpdateAsync()).Status.State);
        var running = (await Call.UpdateAsync()).Status;
        Assert.Equal(TaskState.TaskRunning, running.State);
        if (order.RunTask.Framework.Checkpoint)
            await SettledAsync(running);
        await Eventually.TrueAsync(() => Output(order.RunTask.Task.TaskId.Value).Length > 0, "the task has written something");
        return (int)running.ContainerStatus.ExecutorPid;
    }

    public string Output(string taskId) => File.ReadAllText(Path.Combine(Sandbox(taskId), "stdout"));

    public string Sandbox(string taskId) => Path.Combine(Folder.Path, "agents", Orders.Agent, "frameworks", Orders.Framework, "executors", taskId, "runs", "latest");

    public async ValueTask DisposeAsync()
    {
        _process?.Kill();
        _process?.Dispose();
        Call.End();
        await TryAsync("--recover", "Cleanup");
        await _operator.DisposeAsync();
        Folder.Dispose();
    }

    /// <summary>How often the journal holds some bytes.</summary>
    private int Recorded(ReadOnlySpan<byte> bytes) => File.Exists(Folder["meta/journal"]) ? File.ReadAllBytes(Folder["meta/journal"]).AsSpan().Count(bytes) : 0;

    private AgentProcess Start(string[] options) =>
        AgentProcess.Start(["--operator", _operator.Address, "--work-dir", Folder.Path, "--resources", Resources, "--ip", "127.0.0.1", "--port", "0", .. Options, .. options]);
}

using MesosOperator.AgentRuntime.Agents;
using MesosOperator.AgentRuntime.Disks;
using MesosOperator.AgentRuntime.Hooks;
using MesosOperator.AgentRuntime.Launching;
using MesosOperator.AgentRuntime.Processes;
using MesosOperator.AgentRuntime.Tasks;
using MesosOperator.AgentRuntime.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Task = System.Threading.Tasks.Task;

namespace MesosOperator.AgentRuntime.Tests.Agents;

/// <summary>The workers that start tasks, with faults at their ports that nobody has foreseen.</summary>
public sealed class TaskRunnerTests : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly AgentMailbox _mailbox = new();
    private readonly FaultyPorts _ports = new();
    private readonly DiskWatch _disks = new(TimeSpan.Zero, (_, _) => ValueTask.CompletedTask, TimeProvider.System, NullLogger.Instance);
    private readonly TaskRunner _runner;

    public TaskRunnerTests()
    {
        var hooks = new TaskHooks(_folder.Path, [_ports], [], null!, new TaskJoiner(null!, null!)) { Disk = new DiskHook(_folder.Path, _disks), Attacher = null! };
        // With one worker a second task runs only if that one has gone on.
        _runner = new TaskRunner(hooks, new Supervisors(_ports, null!, null!, _ports), _mailbox, TimeProvider.System, NullLogger.Instance, workerCount: 1);
    }

    [Theory]
    [InlineData(Port.Preparation)]
    [InlineData(Port.Launcher)]
    [InlineData(Port.Watch)]
    public async Task A_task_fails_with_the_fault_and_the_worker_goes_on(Port port)
    {
        _ports.Broken = port;
        _runner.Launch([Launch("t1")]);
        var failed = Assert.IsType<AgentInput.LaunchFailed>(await NextAsync());
        Assert.Equal(("t1", "Starting the task failed: out of order"), (failed.Task.TaskId, failed.Problem));

        _ports.Broken = Port.None;
        _runner.Launch([Launch("t2")]);
        Assert.Equal("t2", Assert.IsType<AgentInput.Launched>(await NextAsync()).Task.TaskId);
    }

    [Fact]
    public async Task Volumes_that_cannot_be_brought_are_told_and_the_worker_goes_on()
    {
        var launch = Launch("t1");
        _runner.AttachVolumes(new AgentEffect.AttachVolumes(launch, 1, launch.Key, []));
        Assert.StartsWith("Bringing volumes to the executor failed: ", Assert.IsType<AgentInput.VolumesAttached>(await NextAsync()).Problem, StringComparison.Ordinal);

        _runner.Launch([Launch("t2")]);
        Assert.IsType<AgentInput.Launched>(await NextAsync());
    }

    public async ValueTask DisposeAsync()
    {
        _mailbox.Close();
        await _runner.Prober.DisposeAsync();
        await _disks.DisposeAsync();
        _folder.Dispose();
    }

    private TaskLaunch Launch(string id) => new(Orders.Agent, Orders.FrameworkInfo(), Orders.Task(id, "true"), "dev", $"c-{id}", _folder[id]);

    private async Task<AgentInput> NextAsync()
    {
        Assert.True(await _mailbox.WaitAsync().AsTask().WaitAsync(Patience.Token()));
        Assert.True(_mailbox.TryTake(out var input));
        return input;
    }

    public enum Port
    {
        None,
        Preparation,
        Launcher,
        Watch,
    }

    /// <summary>Each does its work, but for the one that is broken.</summary>
    private sealed class FaultyPorts : IPrepare, ILauncher, IProcessWatch
    {
        /// <summary>Nobody's: larger than any that the kernel gives.</summary>
        private const int Pid = int.MaxValue;

        public Port Broken { get; set; }

        public ValueTask<string?> PrepareAsync(TaskDraft draft, CancellationToken stop) => ValueTask.FromResult(Try<string?>(Port.Preparation, null));

        public LaunchResult Start(LaunchPlan plan) => Try(Port.Launcher, new LaunchResult(Pid, null));

        public LaunchResult Join(JoinPlan plan) => throw new NotSupportedException();

        public void Watch(int pid, Func<ExitStatus?, ValueTask> onExit) => Try(Port.Watch, true);

        public bool Forget(int pid) => true;

        public void Signal(int pid, int signal)
        {
        }

        private T Try<T>(Port port, T result) => Broken == port ? throw new InvalidOperationException("out of order") : result;
    }
}

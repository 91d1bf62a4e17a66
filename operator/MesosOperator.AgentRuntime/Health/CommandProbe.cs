using MesosOperator.AgentRuntime.Hooks;
using MesosOperator.AgentRuntime.Launching;
using MesosOperator.AgentRuntime.Processes;
using MesosOperator.AgentRuntime.Sandboxes;
using MesosOperator.AgentRuntime.Tasks;
using MesosOperator.Protocol.Mesos.V1;
using Task = System.Threading.Tasks.Task;

namespace MesosOperator.AgentRuntime.Health;

/// <summary>
/// Runs a command beside a task. What it writes is added to the task's stderr, as Mesos does it. When it takes too long
/// it is killed with all that it has started.
/// </summary>
internal sealed class CommandProbe(TaskJoiner joiner, ILauncher launcher, IProcessWatch watch, Func<TaskLaunch, string> folderOf, TimeProvider time) : IDisposable
{
    /// <summary>How long a killed command may take to end; longer only one does that hangs in the kernel.</summary>
    private static readonly TimeSpan DeathLimit = TimeSpan.FromSeconds(10);

    /// <summary>A start keeps a thread busy for some milliseconds.</summary>
    private readonly SemaphoreSlim _starting = new(Math.Clamp(System.Environment.ProcessorCount, 2, 8));

    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    /// <exception cref="IOException">There are too many open files, say.</exception>
    public async Task<ProbeResult> TryAsync(TaskLaunch launch, int pid, CommandInfo command, CancellationToken stop)
    {
        var ended = new TaskCompletionSource<ExitStatus?>(TaskCreationOptions.RunContinuationsAsynchronously);
        var (supervisor, problem) = await StartAsync(launch, pid, command, ended, stop);
        if (problem is not null)
            return ProbeResult.Unanswered(problem);
        using (stop.UnsafeRegister(_ => watch.Signal(supervisor, SupervisorSignals.For(LibC.SignalKill)), null))
        {
            var status = await EndAsync(ended.Task, stop);
            stop.ThrowIfCancellationRequested();
            return status is { Signal: 0, Code: var code } ? ProbeResult.Exited(code) : ProbeResult.Unanswered("the command was killed");
        }
    }

    public void Dispose() => _starting.Dispose();

    private async Task<(int Pid, string? Problem)> StartAsync(
        TaskLaunch launch, int pid, CommandInfo command, TaskCompletionSource<ExitStatus?> ended, CancellationToken stop)
    {
        await _starting.WaitAsync(stop);
        try
        {
            return await Task.Run(() => Start(launch, pid, command, ended), CancellationToken.None);
        }
        finally
        {
            _starting.Release();
        }
    }

    private (int Pid, string? Problem) Start(TaskLaunch launch, int pid, CommandInfo command, TaskCompletionSource<ExitStatus?> ended)
    {
        using var task = JoinedTask.Find(folderOf(launch), pid);
        if (task is null)
            return (0, "the task has ended");
        using var output = Descriptor.ToAppendThere(Path.Combine(launch.Sandbox, SandboxPaths.StandardError)) ?? Descriptor.Nothing();
        var (plan, obstacle) = joiner.Plan(launch, task, command, output);
        if (plan is null)
            return (0, obstacle);
        var (supervisor, problem) = launcher.Join(plan);
        if (supervisor > 0)
        {
            watch.WatchStarted(supervisor, status =>
            {
                ended.TrySetResult(status);
                return ValueTask.CompletedTask;
            });
        }

        return (supervisor, problem);
    }

    private async Task<ExitStatus?> EndAsync(Task<ExitStatus?> ended, CancellationToken stop)
    {
        try
        {
            return await ended.WaitAsync(stop);
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAny(ended, Task.Delay(DeathLimit, time, CancellationToken.None));
            throw;
        }
    }
}

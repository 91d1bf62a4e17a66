using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Threading.Channels;
using MesosOperator.AgentRuntime.Containers;
using MesosOperator.AgentRuntime.Disks;
using MesosOperator.AgentRuntime.Health;
using MesosOperator.AgentRuntime.Hooks;
using MesosOperator.AgentRuntime.Launching;
using MesosOperator.AgentRuntime.Processes;
using MesosOperator.AgentRuntime.Sandboxes;
using MesosOperator.AgentRuntime.Tasks;
using Microsoft.Extensions.Logging;

namespace MesosOperator.AgentRuntime.Agents;

/// <summary>
/// Prepares and starts tasks, and cleans up after them, a few at the same time and beside the agent's loop. Its queue
/// needs no bound of its own: it holds at most two orders for each of a bounded number of tasks.
/// </summary>
internal sealed class TaskRunner
{
    /// <summary>Why a task is not started that could be.</summary>
    private const string NotAlone = "Another task of its group cannot be started";

    private readonly Channel<Func<Task>> _orders = Channel.CreateUnbounded<Func<Task>>();
    private readonly ConcurrentDictionary<TaskKey, CancellationTokenSource> _launching = new();
    private readonly ConcurrentDictionary<Task, CancellationTokenSource> _downloading = new();
    private readonly TaskHooks _hooks;
    private readonly ContainerRunner _containers;
    private readonly ILauncher _launcher;
    private readonly IProcessWatch _watch;
    private readonly AgentMailbox _mailbox;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly Task _workers;

    public TaskRunner(TaskHooks hooks, Supervisors supervisors, AgentMailbox mailbox, TimeProvider time, ILogger log, int workerCount)
    {
        (_hooks, _mailbox, _time, _log) = (hooks, mailbox, time, log);
        (_launcher, _containers, _, _watch) = supervisors;
        Prober = new Prober(
            new ProbeKit(
                new CommandProbe(hooks.Joiner, _launcher, _watch, hooks.CheckpointOf, time),
                new ContainerProbe(supervisors.Programs),
                new TaskSockets(hooks.WorkDirectory)),
            (launch, kind, result) => mailbox.PostAsync(new AgentInput.Probed(launch.Key, launch.ContainerId, kind, result)), time, log);
        _workers = Task.WhenAll(Enumerable.Range(0, workerCount).Select(_ => Task.Run(WorkAsync)));
    }

    /// <summary>Tries how tasks are; answered by inputs Probed.</summary>
    public Prober Prober { get; }

    /// <summary>
    /// Starts all of these tasks, or none where one cannot be prepared. Answered for each by an input Launched or
    /// LaunchFailed, the latter first, and after the former by Exited.
    /// </summary>
    public void Launch(ImmutableArray<TaskLaunch> launches)
    {
        var cancellation = new CancellationTokenSource();
        foreach (var launch in launches)
            _launching[launch.Key] = cancellation;
        Func<Task> begin = launches.Any(launch => launch.Task.Command?.Uris.Count > 0)
            ? () => BeginAsync(launches, cancellation)
            : () => LaunchAsync(launches, cancellation.Token);
        if (launches.Any(ContainerRunner.Takes))
            _containers.Run(launches[0], begin);
        else
            _orders.Writer.TryWrite(begin);
    }

    /// <summary>Stops a launch where it stands; without effect once processes are started.</summary>
    public void Cancel(TaskKey key)
    {
        if (_launching.TryGetValue(key, out var cancellation))
            cancellation.Cancel();
    }

    /// <summary>Watches a task of an earlier process; what has ended meanwhile, and whose number another process has, is not watched.</summary>
    public void TakeOver(TaskLaunch launch, int pid)
    {
        if (ContainerRunner.Takes(launch))
        {
            _hooks.Disk.Begin(launch);
            _containers.TakeOver(launch, pid);
            return;
        }

        Watch(launch, pid, Task.CompletedTask);
        if (!SupervisorLock.IsHeld(_hooks.CheckpointOf(launch)) && _watch.Forget(pid))
            _orders.Writer.TryWrite(() => _mailbox.PostAsync(
                new AgentInput.Exited(launch.Key, TaskEnd.Read(_hooks.CheckpointOf(launch)) ?? new TaskEnd(null))).AsTask());
    }

    /// <summary>Signals a supervised run.</summary>
    public void Signal(int pid, int signal)
    {
        if (!_containers.TrySignal(pid, signal))
            _watch.Signal(pid, SupervisorSignals.For(signal));
    }

    public void CleanUp(TaskLaunch launch)
    {
        if (ContainerRunner.Takes(launch))
            _containers.Run(launch, () => CleanUpAsync(launch));
        else
            _orders.Writer.TryWrite(() => CleanUpAsync(launch));
    }

    /// <summary>Gives a run the limits that go with its present resources.</summary>
    public void Resize(TaskLaunch launch)
    {
        if (_hooks.Cgroup.Resize(launch) is { } problem)
            RunnerLog.ResizeFault(_log, launch.Key, problem);
    }

    /// <summary>Answered by an input VolumesAttached.</summary>
    public void AttachVolumes(AgentEffect.AttachVolumes order) => _orders.Writer.TryWrite(() => _mailbox.PostAsync(
        new AgentInput.VolumesAttached(order.Executor.Key, order.Task, Attach(order))).AsTask());

    /// <summary>Puts a folder aside at once, and deletes it with all that is in it when there is time.</summary>
    public void DestroyVolume(string folder, string aside)
    {
        try
        {
            if (!Directory.Exists(folder))
                return; // No task has used it.
            Directory.CreateDirectory(Path.GetDirectoryName(aside)!);
            Directory.Move(folder, aside);
            _orders.Writer.TryWrite(() => DeleteAsync(aside));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            RunnerLog.VolumeFault(_log, folder, fault);
        }
    }

    /// <summary>Does what is ordered and then ends; what still downloads is given up.</summary>
    public async Task CompleteAsync()
    {
        _orders.Writer.TryComplete();
        await Prober.DisposeAsync();
        await _workers;
        foreach (var (launch, cancellation) in _downloading)
        {
            await cancellation.CancelAsync();
            await launch;
        }

        await _containers.CompleteAsync(_time);
    }

    private async Task WorkAsync()
    {
        await foreach (var order in _orders.Reader.ReadAllAsync())
        {
            try
            {
                await order();
            }
            catch (Exception fault)
            {
                RunnerLog.OrderFault(_log, fault); // the next one is somebody else's
            }
        }
    }

    private string? Attach(AgentEffect.AttachVolumes order)
    {
        try
        {
            return _hooks.Attacher.Attach(order.Executor, order.Pid, order.Volumes);
        }
        catch (Exception fault)
        {
            RunnerLog.LaunchFault(_log, order.Task, fault);
            return $"Bringing volumes to the executor failed: {fault.Message}";
        }
    }

    /// <summary>What waits for a download does not keep others waiting.</summary>
    private Task BeginAsync(ImmutableArray<TaskLaunch> launches, CancellationTokenSource cancellation)
    {
        var launch = Task.Run(() => LaunchAsync(launches, cancellation.Token));
        _downloading[launch] = cancellation;
        _ = launch.ContinueWith(ended => _downloading.TryRemove(ended, out _), TaskScheduler.Default);
        return Task.CompletedTask;
    }

    private async Task LaunchAsync(ImmutableArray<TaskLaunch> launches, CancellationToken stop)
    {
        var drafts = launches.Select(launch => new TaskDraft(launch)).ToList();
        foreach (var draft in drafts)
            draft.Problem = drafts.Exists(other => other.Problem is not null) ? NotAlone : await PrepareAsync(draft, stop);
        var isRefused = drafts.Exists(draft => draft.Problem is not null);
        var announced = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var results = new List<(TaskLaunch Launch, StartedContainer Started)>();
        foreach (var draft in drafts)
            results.Add((draft.Launch, isRefused ? StartedContainer.Failed(draft.Problem!) : await StartAsync(draft, announced.Task, stop)));
        foreach (var (launch, started) in results.Where(result => result.Started.Problem is not null).OrderBy(result => result.Started.Problem == NotAlone))
        {
            _launching.TryRemove(launch.Key, out _);
            await _mailbox.PostAsync(new AgentInput.LaunchFailed(launch.Key, started.Problem!));
        }

        foreach (var (launch, started) in results.Where(result => result.Started.Problem is null))
        {
            _launching.TryRemove(launch.Key, out _);
            await _mailbox.PostAsync(new AgentInput.Launched(launch.Key, started.Pid) { Networks = started.Networks });
        }

        announced.SetResult();
    }

    /// <summary>What is started is watched at once, so that it can be signalled by whoever hears of it; its end is told later than its start.</summary>
    private async Task<StartedContainer> StartAsync(TaskDraft draft, Task announced, CancellationToken stop)
    {
        var isContainer = ContainerRunner.Takes(draft.Launch);
        var started = isContainer ? await _containers.StartAsync(draft, stop) : Start(draft);
        if (started.Problem is not null)
            return started;
        try
        {
            Watch(draft.Launch, started.Pid, announced);
            return started;
        }
        catch (Exception fault)
        {
            if (isContainer)
                await _containers.RemoveAsync(draft.Launch);
            else
                StartedProcesses.Kill(started.Pid);
            return StartedContainer.Failed(Fault(draft, fault));
        }
    }

    /// <summary>
    /// Answered by an input Exited. The end is what its supervisor has written; where that was killed, how it ended itself.
    /// </summary>
    private void Watch(TaskLaunch launch, int pid, Task announced)
    {
        _hooks.Disk.Begin(launch);
        if (ContainerRunner.Takes(launch))
            _containers.Watch(launch, pid, announced);
        else
            _watch.Watch(pid, async status =>
            {
                await announced;
                await _mailbox.PostAsync(new AgentInput.Exited(launch.Key, TaskEnd.Read(_hooks.CheckpointOf(launch)) ?? new TaskEnd(status)));
            });
    }

    /// <summary>Why the task cannot be started, or null.</summary>
    private async Task<string?> PrepareAsync(TaskDraft draft, CancellationToken stop)
    {
        try
        {
            foreach (var hook in _hooks.Preparations.Where(hook => hook is not IPrepareProcess || !ContainerRunner.Takes(draft.Launch)))
            {
                stop.ThrowIfCancellationRequested();
                if (await hook.PrepareAsync(draft, stop) is { } obstacle)
                    return obstacle;
            }

            stop.ThrowIfCancellationRequested();
            return null;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return "The launch was cancelled";
        }
        catch (Exception fault)
        {
            return Fault(draft, fault);
        }
    }

    /// <summary>The process id, or why there is no process.</summary>
    private StartedContainer Start(TaskDraft draft)
    {
        try
        {
            var (pid, problem) = _launcher.Start(PlanFor(draft));
            if (problem is not null && pid > 0)
                _watch.WatchStarted(pid, _ => ValueTask.CompletedTask);
            return new StartedContainer(pid, problem, []);
        }
        catch (Exception fault)
        {
            return StartedContainer.Failed(Fault(draft, fault));
        }
    }

    private string Fault(TaskDraft draft, Exception fault)
    {
        RunnerLog.LaunchFault(_log, draft.Launch.Key, fault);
        return $"Starting the task failed: {fault.Message}";
    }

    private async Task CleanUpAsync(TaskLaunch launch)
    {
        if (ContainerRunner.Takes(launch))
            await _containers.RemoveAsync(launch);
        foreach (var hook in _hooks.CleanUps.Reverse())
        {
            try
            {
                await hook.CleanUpAsync(launch);
            }
            catch (Exception fault)
            {
                RunnerLog.CleanUpFault(_log, launch.Key, fault);
            }
        }
    }

    private Task DeleteAsync(string folder)
    {
        try
        {
            FolderRemoval.Delete(folder);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            RunnerLog.VolumeFault(_log, folder, fault);
        }

        return Task.CompletedTask;
    }

    private LaunchPlan PlanFor(TaskDraft draft) => new()
    {
        Folder = _hooks.CheckpointOf(draft.Launch),
        Program = draft.Executable,
        Arguments = draft.Arguments,
        Environment = [.. draft.Environment.Select(variable => $"{variable.Key}={variable.Value}")],
        Directory = draft.Launch.Sandbox,
        StandardOutputFile = Path.Combine(draft.Launch.Sandbox, SandboxPaths.StandardOutput),
        StandardErrorFile = Path.Combine(draft.Launch.Sandbox, SandboxPaths.StandardError),
        Logs = draft.Logs,
        OutlivesAgent = draft.Launch.Framework.Checkpoint,
        User = draft.User,
        Limits = draft.Limits,
        Privileges = draft.Privileges,
        View = draft.View,
        Cgroup = draft.Cgroup,
    };
}

using System.Collections.Concurrent;
using System.Threading.Channels;
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
    private readonly Channel<Func<Task>> _orders = Channel.CreateUnbounded<Func<Task>>();
    private readonly ConcurrentDictionary<TaskKey, CancellationTokenSource> _launching = new();
    private readonly TaskHooks _hooks;
    private readonly ILauncher _launcher;
    private readonly IProcessWatch _watch;
    private readonly AgentMailbox _mailbox;
    private readonly ILogger _log;
    private readonly Task _workers;

    public TaskRunner(TaskHooks hooks, ILauncher launcher, IProcessWatch watch, AgentMailbox mailbox, ILogger log, int workerCount)
    {
        (_hooks, _launcher, _watch, _mailbox, _log) = (hooks, launcher, watch, mailbox, log);
        _workers = Task.WhenAll(Enumerable.Range(0, workerCount).Select(_ => Task.Run(WorkAsync)));
    }

    /// <summary>Answered by an input Launched or LaunchFailed, and after the former by Exited.</summary>
    public void Launch(TaskLaunch launch)
    {
        var cancellation = _launching[launch.Key] = new CancellationTokenSource();
        _orders.Writer.TryWrite(() => LaunchAsync(launch, cancellation.Token));
    }

    /// <summary>Stops a launch where it stands; without effect once the process is started.</summary>
    public void Cancel(TaskKey key)
    {
        if (_launching.TryGetValue(key, out var cancellation))
            cancellation.Cancel();
    }

    /// <summary>Watches a task of an earlier process; what has ended meanwhile, and whose number another process has, is not watched.</summary>
    public void TakeOver(TaskLaunch launch, int pid)
    {
        Watch(launch, pid);
        if (!SupervisorLock.IsHeld(_hooks.CheckpointOf(launch)) && _watch.Forget(pid))
            _orders.Writer.TryWrite(() => _mailbox.PostAsync(
                new AgentInput.Exited(launch.Key, TaskEnd.Read(_hooks.CheckpointOf(launch)) ?? new TaskEnd(null))).AsTask());
    }

    public void CleanUp(TaskLaunch launch) => _orders.Writer.TryWrite(() => CleanUpAsync(launch));

    /// <summary>Gives a run the limits that go with its present resources.</summary>
    public void Resize(TaskLaunch launch)
    {
        if (_hooks.Cgroup.Resize(launch) is { } problem)
            RunnerLog.ResizeFault(_log, launch.Key, problem);
    }

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

    /// <summary>Does what is ordered and then ends.</summary>
    public Task CompleteAsync()
    {
        _orders.Writer.TryComplete();
        return _workers;
    }

    private async Task WorkAsync()
    {
        await foreach (var order in _orders.Reader.ReadAllAsync())
            await order();
    }

    private async Task LaunchAsync(TaskLaunch launch, CancellationToken stop)
    {
        var (pid, problem) = await StartAsync(new TaskDraft(launch), stop);
        _launching.TryRemove(launch.Key, out _);
        if (problem is not null)
        {
            await _mailbox.PostAsync(new AgentInput.LaunchFailed(launch.Key, problem));
            return;
        }

        await _mailbox.PostAsync(new AgentInput.Launched(launch.Key, pid));
        Watch(launch, pid);
    }

    /// <summary>
    /// Answered by an input Exited. The end is what its supervisor has written; where that was killed, how it ended itself.
    /// </summary>
    private void Watch(TaskLaunch launch, int pid) => _watch.Watch(
        pid, status => _mailbox.PostAsync(new AgentInput.Exited(launch.Key, TaskEnd.Read(_hooks.CheckpointOf(launch)) ?? new TaskEnd(status))));

    /// <summary>The process id, or why there is no process.</summary>
    private async Task<(int Pid, string? Problem)> StartAsync(TaskDraft draft, CancellationToken stop)
    {
        try
        {
            foreach (var hook in _hooks.Preparations)
            {
                stop.ThrowIfCancellationRequested();
                if (await hook.PrepareAsync(draft, stop) is { } obstacle)
                    return (0, obstacle);
            }

            stop.ThrowIfCancellationRequested();
            var (pid, problem) = _launcher.Start(PlanFor(draft));
            if (problem is not null && pid > 0)
                _watch.Watch(pid, _ => ValueTask.CompletedTask);
            return (pid, problem);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return (0, "The launch was cancelled");
        }
        catch (Exception fault)
        {
            RunnerLog.LaunchFault(_log, draft.Launch.Key, fault);
            return (0, $"Starting the task failed: {fault.Message}");
        }
    }

    private async Task CleanUpAsync(TaskLaunch launch)
    {
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
            Directory.Delete(folder, recursive: true);
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
        OutlivesAgent = draft.Launch.Framework.Checkpoint && draft.Launch.Executor is null,
        User = draft.User,
        Limits = draft.Limits,
        View = draft.View,
        Cgroup = draft.Cgroup,
    };
}

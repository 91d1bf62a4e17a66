using System.Collections.Concurrent;
using System.Threading.Channels;
using MesosOperator.AgentRuntime.Hooks;
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
    private readonly IChildProcesses _processes;
    private readonly AgentMailbox _mailbox;
    private readonly ILogger _log;
    private readonly Task _workers;

    public TaskRunner(TaskHooks hooks, IChildProcesses processes, AgentMailbox mailbox, ILogger log, int workerCount)
    {
        (_hooks, _processes, _mailbox, _log) = (hooks, processes, mailbox, log);
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

    public void CleanUp(TaskLaunch launch) => _orders.Writer.TryWrite(() => CleanUpAsync(launch));

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
        _processes.Watch(pid, status => _mailbox.PostAsync(new AgentInput.Exited(launch.Key, status)));
    }

    /// <summary>The process id, or why there is no process.</summary>
    private async Task<(int Pid, string? Problem)> StartAsync(TaskDraft draft, CancellationToken stop)
    {
        try
        {
            foreach (var hook in _hooks.Preparations)
            {
                stop.ThrowIfCancellationRequested();
                if (await hook.PrepareAsync(draft, stop) is { } problem)
                    return (0, problem);
            }

            stop.ThrowIfCancellationRequested();
            var (pid, error) = _processes.Start(RequestFor(draft));
            return (pid, error == 0 ? null : $"'{draft.Executable}' cannot be started: {ErrorNumbers.Describe(error)}");
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

    private static ProcessRequest RequestFor(TaskDraft draft) => new()
    {
        Executable = draft.Executable,
        Arguments = draft.Arguments,
        Environment = [.. draft.Environment.Select(variable => $"{variable.Key}={variable.Value}")],
        WorkingDirectory = draft.Launch.Sandbox,
        StandardOutputFile = Path.Combine(draft.Launch.Sandbox, SandboxPaths.StandardOutput),
        StandardErrorFile = Path.Combine(draft.Launch.Sandbox, SandboxPaths.StandardError),
    };
}

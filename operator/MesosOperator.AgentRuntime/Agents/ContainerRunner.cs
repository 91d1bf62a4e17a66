using System.Collections.Concurrent;
using MesosOperator.AgentRuntime.Containers;
using MesosOperator.AgentRuntime.Hooks;
using MesosOperator.AgentRuntime.Processes;
using MesosOperator.AgentRuntime.Tasks;
using Microsoft.Extensions.Logging;

namespace MesosOperator.AgentRuntime.Agents;

/// <summary>What <see cref="TaskRunner"/> does otherwise for tasks that run in images: their supervisor is containerd.</summary>
internal sealed class ContainerRunner(ContainerEngine engine, string workDirectory, IProcessWatch watch, AgentMailbox mailbox, ILogger log)
{
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(20);

    private readonly ConcurrentDictionary<int, int> _stopSignals = new();
    private readonly ConcurrentDictionary<Task, byte> _running = new();

    /// <summary>Whether a task is one of a container.</summary>
    public static bool Takes(TaskLaunch launch) => TaskImages.NameOf(launch.Task) is not null;

    /// <summary>Starts a prepared task; nothing of it is left where that fails.</summary>
    public Task<StartedContainer> StartAsync(TaskDraft draft, CancellationToken stop) => engine.StartAsync(draft, stop);

    /// <summary>Answered by an input Exited, after its start was announced.</summary>
    public void Watch(TaskLaunch launch, int pid, Task announced)
    {
        _stopSignals[pid] = new ContainerFiles(workDirectory, launch.ContainerId).StopSignal;
        watch.Watch(pid, _ =>
        {
            _stopSignals.TryRemove(pid, out var _);
            Run(launch, async () =>
            {
                await announced;
                await EndAsync(launch);
            });
            return ValueTask.CompletedTask;
        });
    }

    /// <summary>Watches a container of an earlier agent, whatever has become of it; at once, so that it can be signalled while containerd is away.</summary>
    public void TakeOver(TaskLaunch launch, int pid)
    {
        engine.Claim(launch.ContainerId);
        var isThere = new ContainerFiles(workDirectory, launch.ContainerId).IsSame(pid);
        if (isThere)
            Watch(launch, pid, Task.CompletedTask);
        Run(launch, async () =>
        {
            await engine.ResumeAsync(launch.ContainerId);
            if (!isThere)
                await EndAsync(launch);
        });
    }

    /// <summary>Signals the first process of a container, with whose end all others are killed; false where it is none of a container.</summary>
    public bool TrySignal(int pid, int signal)
    {
        if (!_stopSignals.TryGetValue(pid, out var stopSignal))
            return false;
        watch.Signal(pid, signal == LibC.SignalTerminate ? stopSignal : signal);
        return true;
    }

    /// <summary>Removes the container of a task that has ended or never began.</summary>
    public Task RemoveAsync(TaskLaunch launch) => engine.RemoveAsync(launch.ContainerId);

    /// <summary>Beside everything else: what takes long in one container holds up no other. The engine bounds what is done at the same time.</summary>
    public void Run(TaskLaunch launch, Func<Task> work)
    {
        var task = Task.Run(async () =>
        {
            try
            {
                await work();
            }
            catch (Exception fault)
            {
                RunnerLog.LaunchFault(log, launch.Key, fault);
            }
        });
        _running[task] = 0;
        _ = task.ContinueWith(done => _running.TryRemove(done, out _), TaskScheduler.Default);
    }

    /// <summary>Waits until everything that was begun is done, but not for long: what is left the next agent does.</summary>
    public async Task CompleteAsync(TimeProvider time)
    {
        try
        {
            await Task.WhenAll(_running.Keys).WaitAsync(EndLimit, time);
        }
        catch (TimeoutException)
        {
            // containerd does not answer.
        }
    }

    private async Task EndAsync(TaskLaunch launch)
    {
        if (await engine.EndAsync(launch.ContainerId) is { } end)
            await mailbox.PostAsync(new AgentInput.Exited(launch.Key, end));
    }
}

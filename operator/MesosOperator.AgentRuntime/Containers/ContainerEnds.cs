using MesosOperator.AgentRuntime.Cgroups;
using MesosOperator.AgentRuntime.Containers.Daemon;
using MesosOperator.AgentRuntime.Containers.Wire;
using MesosOperator.AgentRuntime.Launching;
using MesosOperator.AgentRuntime.Processes;
using Microsoft.Extensions.Logging;

namespace MesosOperator.AgentRuntime.Containers;

/// <summary>Learns how containers ended, also where containerd was away at that time, and writes it down.</summary>
internal sealed class ContainerEnds(Containerd containerd, ContainerSettings settings, TimeProvider time, ILogger log)
{
    /// <summary>How long a containerd that is away is waited for.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    /// <summary>How a container ended whose first process is gone, or is about to be.</summary>
    public async Task<TaskEnd> EndAsync(string id, CancellationToken stop)
    {
        var files = new ContainerFiles(settings.WorkDirectory, id);
        if (TaskEnd.Read(files.Folder) is { } known)
            return known;
        var status = await StatusAsync(id, stop);
        if (status is not { } code)
            return new TaskEnd(null);
        var memory = files.MemoryFolder is { } folder ? MemoryCounters.Read(folder) : default;
        // A byte, like that of wait(2); 128 and a signal's number where one has ended it.
        var end = new TaskEnd(ExitStatus.FromCode((int)(code & byte.MaxValue)), memory.Kills, memory.MostUsed);
        files.WriteEnd(end);
        await FlushAsync(id, stop);
        return end;
    }

    /// <summary>Whether it was made and not started when its agent ended.</summary>
    public async Task<bool> IsOnlyCreatedAsync(string id, CancellationToken stop) => await containerd.FindAsync(containerd.Tasks.GetAsync(
        new GetTaskRequest { ContainerId = id }, containerd.For(Containerd.ShortLimit, stop))) is { Process.Status: RunState.Created };

    /// <summary>Its exit status; null where nobody knows.</summary>
    private async Task<uint?> StatusAsync(string id, CancellationToken stop)
    {
        var began = time.GetTimestamp();
        for (var pause = ShortestPause; ; pause = Longer(pause))
        {
            try
            {
                var answer = await containerd.AskAsync(containerd.Tasks.WaitAsync(new WaitTaskRequest { ContainerId = id }, containerd.For(Containerd.LongLimit, stop)));
                return answer.ExitStatus;
            }
            catch (DaemonException fault) when (fault.Fault != DaemonFault.Unavailable || time.GetElapsedTime(began) > Patience)
            {
                ContainerLog.EndUnknown(log, id, fault.Message);
                return null;
            }
            catch (DaemonException)
            {
                await Task.Delay(pause, time, stop);
            }
        }
    }

    /// <summary>All that it has written is in its sandbox when this returns.</summary>
    private async Task FlushAsync(string id, CancellationToken stop)
    {
        try
        {
            await containerd.FindAsync(containerd.Tasks.DeleteAsync(new DeleteTaskRequest { ContainerId = id }, containerd.For(Containerd.LongLimit, stop)));
        }
        catch (DaemonException)
        {
            // It is removed later.
        }
    }

    private static TimeSpan Longer(TimeSpan pause) => pause * 2 < LongestPause ? pause * 2 : LongestPause;
}

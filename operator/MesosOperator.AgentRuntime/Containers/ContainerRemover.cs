using MesosOperator.AgentRuntime.Containers.Daemon;
using MesosOperator.AgentRuntime.Containers.Networks;
using MesosOperator.AgentRuntime.Containers.Wire;

namespace MesosOperator.AgentRuntime.Containers;

/// <summary>Ends and removes containers with all that was made for them. Whatever is gone already is no obstacle.</summary>
internal sealed class ContainerRemover(Containerd containerd, ContainerSettings settings, ContainerNetworks networks)
{
    private const uint Kill = Processes.LibC.SignalKill;

    /// <summary>What stays in the way, or null.</summary>
    /// <exception cref="DaemonException">containerd does not answer, or cannot.</exception>
    public async Task<string?> RemoveAsync(string id, CancellationToken stop)
    {
        await EndAsync(id, stop);
        var problem = await networks.DisconnectAsync(id, stop);
        await containerd.FindAsync(containerd.Snapshots.RemoveAsync(
            new RemoveSnapshotRequest { Snapshotter = settings.Snapshotter, Key = id }, containerd.For(Containerd.ShortLimit, stop)));
        // Last, because by this record all the rest is found again.
        if (problem is null)
            await containerd.FindAsync(containerd.Containers.DeleteAsync(new DeleteContainerRequest { Id = id }, containerd.For(Containerd.ShortLimit, stop)));
        return problem;
    }

    /// <summary>The containers of this agent, also those of its earlier lives.</summary>
    /// <exception cref="DaemonException">containerd does not answer.</exception>
    public async Task<IReadOnlyList<string>> ListAsync(CancellationToken stop)
    {
        var found = await containerd.AskAsync(containerd.Containers.ListAsync(
            new ListContainersRequest { Filters = { $"labels.\"{ContainerSettings.OwnerLabel}\"=={settings.Home}" } }, containerd.For(Containerd.ShortLimit, stop)));
        return [.. found.Containers.Select(container => container.Id)];
    }

    private async Task EndAsync(string id, CancellationToken stop)
    {
        var task = await containerd.FindAsync(containerd.Tasks.GetAsync(new GetTaskRequest { ContainerId = id }, containerd.For(Containerd.ShortLimit, stop)));
        if (task is null)
            return;
        if (task.Process.Status != RunState.Stopped)
        {
            await containerd.FindAsync(containerd.Tasks.KillAsync(new KillTaskRequest { ContainerId = id, Signal = Kill, All = true }, containerd.For(Containerd.ShortLimit, stop)));
            await containerd.FindAsync(containerd.Tasks.WaitAsync(new WaitTaskRequest { ContainerId = id }, containerd.For(Containerd.LongLimit, stop)));
        }

        await containerd.FindAsync(containerd.Tasks.DeleteAsync(new DeleteTaskRequest { ContainerId = id }, containerd.For(Containerd.LongLimit, stop)));
    }
}

using MesosOperator.AgentRuntime.Disks;
using MesosOperator.AgentRuntime.Sandboxes;
using MesosOperator.AgentRuntime.Tasks;

namespace MesosOperator.AgentRuntime.Hooks;

/// <summary>
/// Has the sandbox of a task watched where the task has been given disk, and each persistent volume by the size of the
/// volume (as Mesos' disk/du does).
/// </summary>
internal sealed class DiskHook(string workDirectory, DiskWatch watch) : ICleanUp
{
    private const double BytesPerMebibyte = 1 << 20;

    /// <summary>To be called when the task runs, or is found running.</summary>
    public void Begin(TaskLaunch launch)
    {
        if (watch.IsOn)
            watch.Watch(launch.ContainerId, [.. FoldersOf(launch)]);
    }

    public ValueTask CleanUpAsync(TaskLaunch launch)
    {
        watch.Forget(launch.ContainerId);
        return ValueTask.CompletedTask;
    }

    private IEnumerable<WatchedFolder> FoldersOf(TaskLaunch launch)
    {
        var disks = launch.Task.Resources.Where(resource => resource.Name == "disk" && resource.Scalar is { Value: > 0 }).ToLookup(resource => resource.Disk?.Persistence is not null);
        var own = disks[false].Where(disk => disk.Disk?.Source is null).Sum(disk => disk.Scalar.Value);
        if (own > 0)
            yield return new WatchedFolder(launch.Key, launch.ContainerId, launch.Sandbox, (long)(own * BytesPerMebibyte));
        foreach (var volume in disks[true])
            if (VolumePaths.OfVolume(workDirectory, launch.AgentId, Volumes.RoleOf(volume), volume.Disk.Persistence.Id) is { } folder)
                yield return new WatchedFolder(launch.Key, launch.ContainerId, folder, (long)(volume.Scalar.Value * BytesPerMebibyte));
    }
}

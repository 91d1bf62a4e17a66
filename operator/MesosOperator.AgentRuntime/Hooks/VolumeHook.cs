using MesosOperator.AgentRuntime.Sandboxes;
using MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.AgentRuntime.Hooks;

/// <summary>
/// Links the persistent volumes that a task uses into its sandbox (case V04). A volume's folder is made when a task
/// first uses it, and outlives all of them.
/// </summary>
internal sealed class VolumeHook(string workDirectory) : IPrepareProcess
{
    public ValueTask<string?> PrepareAsync(TaskDraft draft, CancellationToken stop)
    {
        foreach (var resource in draft.Launch.Task.Resources.Where(resource => resource.Disk?.Persistence is not null).DistinctBy(Volumes.PlaceOf))
            if (Link(draft, resource) is { } problem)
                return ValueTask.FromResult<string?>(problem);
        return ValueTask.FromResult<string?>(null);
    }

    private string? Link(TaskDraft draft, Resource resource)
    {
        var disk = resource.Disk;
        if (VolumePaths.OfVolume(workDirectory, draft.Launch.AgentId, Volumes.RoleOf(resource), disk.Persistence.Id) is not { } folder)
            return $"Volume '{disk.Persistence.Id}' has no valid name";
        if (VolumePaths.InSandbox(draft.Launch.Sandbox, disk.Volume?.ContainerPath ?? "") is not { } link)
            return $"Volume '{disk.Persistence.Id}' cannot be at '{disk.Volume?.ContainerPath}': the path must lie in the sandbox";
        if (VolumePaths.LeadsThroughLink(draft.Launch.Sandbox, Path.GetDirectoryName(link)!))
            return $"Volume '{disk.Persistence.Id}' cannot be at '{disk.Volume?.ContainerPath}', which leads through a link";
        try
        {
            Directory.CreateDirectory(folder);
            Directory.CreateDirectory(Path.GetDirectoryName(link)!);
            Directory.CreateSymbolicLink(link, folder);
            draft.Owned.Add(folder);
            return null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return $"Volume '{disk.Persistence.Id}' cannot be made: {failure.Message}";
        }
    }
}

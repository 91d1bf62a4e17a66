using MesosOperator.AgentRuntime.Sandboxes;
using MesosOperator.AgentRuntime.Tasks;
using MesosOperator.Protocol.Mesos.V1;
using PathType = MesosOperator.Protocol.Mesos.V1.Volume.Types.Source.Types.SandboxPath.Types.Type;
using SourceType = MesosOperator.Protocol.Mesos.V1.Volume.Types.Source.Types.Type;

namespace MesosOperator.AgentRuntime.Hooks;

/// <summary>
/// Links folders of the task's own sandbox (SELF) or of its executor's (PARENT) into the task's: by the latter the tasks of a
/// group share files, and find the persistent volumes of their executor.
/// </summary>
internal sealed class SandboxVolumeHook(string workDirectory) : IPrepareProcess
{
    /// <summary>Whether this is about such a volume.</summary>
    public static bool Takes(Volume volume) => volume is { Source: { Type: SourceType.SandboxPath, SandboxPath: not null }, Image: null, HasHostPath: false };

    public ValueTask<string?> PrepareAsync(TaskDraft draft, CancellationToken stop)
    {
        foreach (var volume in draft.Launch.Task.Container?.Volumes.Where(Takes) ?? [])
            if (Link(draft, volume) is { } problem)
                return ValueTask.FromResult<string?>($"The volume at '{volume.ContainerPath}' {problem}");
        return ValueTask.FromResult<string?>(null);
    }

    private string? Link(TaskDraft draft, Volume volume)
    {
        if (volume.Mode == Volume.Types.Mode.Ro)
            return "cannot be read-only: this agent can do that for tasks with an image alone";
        if (VolumePaths.InSandbox(draft.Launch.Sandbox, volume.ContainerPath) is not { } link)
            return "must lie in the sandbox";
        if (VolumePaths.LeadsThroughLink(draft.Launch.Sandbox, Path.GetDirectoryName(link)!))
            return "cannot be there: its path leads through a link";
        var (folder, problem) = Find(draft.Launch, volume.Source.SandboxPath);
        if (problem is not null)
            return problem;
        try
        {
            (Directory.Exists(folder) ? draft.Shown : draft.Owned).Add(folder!);
            Directory.CreateDirectory(folder!);
            Directory.CreateDirectory(Path.GetDirectoryName(link)!);
            Directory.CreateSymbolicLink(link, folder!);
            return null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return $"cannot be made: {failure.Message}";
        }
    }

    private (string? Folder, string? Problem) Find(TaskLaunch launch, Volume.Types.Source.Types.SandboxPath source)
    {
        if (source.Type == PathType.Parent && launch.Member is null)
            return (null, "is to be of an executor's sandbox, and the task is in no group");
        if (source.Type == PathType.Parent && OfExecutor(launch, source.Path) is { } persistent)
            return (persistent, null);
        if (source.Type == PathType.Parent)
            return VolumePaths.Shared(launch.RootSandbox, source.Path) is { } shared
                ? (shared, null)
                : (null, $"cannot be '{source.Path}' of the executor's sandbox: it must be a folder right in there");
        if (VolumePaths.InSandbox(launch.Sandbox, source.Path) is not { } own)
            return (null, $"cannot be '{source.Path}' of the sandbox");
        return VolumePaths.LeadsThroughLink(launch.Sandbox, own) ? (null, $"cannot be '{source.Path}', which leads through a link") : (own, null);
    }

    /// <summary>The persistent volume that the executor has there.</summary>
    private string? OfExecutor(TaskLaunch launch, string path) => launch.Member!.Executor.Resources
        .Where(resource => resource.Disk is { Persistence: not null, Volume: { } place } && place.ContainerPath.Trim('/') == path.Trim('/'))
        .Select(resource => VolumePaths.OfVolume(workDirectory, launch.AgentId, Volumes.RoleOf(resource), resource.Disk.Persistence.Id))
        .FirstOrDefault();
}

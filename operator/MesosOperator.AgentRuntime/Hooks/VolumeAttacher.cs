using MesosOperator.AgentRuntime.Processes;
using MesosOperator.AgentRuntime.Sandboxes;
using MesosOperator.AgentRuntime.Tasks;
using MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.AgentRuntime.Hooks;

/// <summary>Brings the persistent volumes of a task to the executor that runs already and is to run it.</summary>
/// <param name="workDirectory">Where volumes are.</param>
/// <param name="hasViews">Whether executors have mounts of their own.</param>
internal sealed class VolumeAttacher(string workDirectory, bool hasViews)
{
    /// <summary>What is wrong, or null.</summary>
    public string? Attach(TaskLaunch executor, int pid, IEnumerable<Resource> volumes) =>
        volumes.Select(volume => Attach(executor, pid, volume)).FirstOrDefault(problem => problem is not null);

    private string? Attach(TaskLaunch executor, int pid, Resource volume)
    {
        var (id, place) = (volume.Disk.Persistence.Id, volume.Disk.Volume?.ContainerPath ?? "");
        if (VolumePaths.OfVolume(workDirectory, executor.AgentId, Volumes.RoleOf(volume), id) is not { } folder)
            return $"Volume '{id}' has no valid name";
        if (VolumePaths.InSandbox(executor.Sandbox, place) is not { } link)
            return $"Volume '{id}' cannot be at '{place}': the path must lie in the sandbox";
        try
        {
            Make(folder, executor.Task.Command?.User ?? "");
            var problem = hasViews ? MountAttacher.Attach(pid, folder, executor.Sandbox, place) : Link(executor.Sandbox, link, folder);
            return problem is null ? null : $"Volume '{id}' cannot be shown to the executor: {problem}";
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return $"Volume '{id}' cannot be made: {failure.Message}";
        }
    }

    private static void Make(string folder, string user)
    {
        Directory.CreateDirectory(folder);
        if (user.Length > 0 && SystemUser.CurrentIsRoot)
            SystemUser.Find(user)?.TakeOver(folder);
    }

    private static string? Link(string sandbox, string link, string folder)
    {
        if (new System.IO.FileInfo(link).LinkTarget == folder)
            return null;
        if (VolumePaths.LeadsThroughLink(sandbox, Path.GetDirectoryName(link)!))
            return "its path leads through a link";
        Directory.CreateDirectory(Path.GetDirectoryName(link)!);
        Directory.CreateSymbolicLink(link, folder);
        return null;
    }
}

using MesosOperator.AgentRuntime.Hooks;
using MesosOperator.AgentRuntime.Sandboxes;
using MesosOperator.AgentRuntime.Tasks;
using MesosOperator.Protocol.Mesos.V1;
using Mode = MesosOperator.Protocol.Mesos.V1.Volume.Types.Mode;
using SourceType = MesosOperator.Protocol.Mesos.V1.Volume.Types.Source.Types.Type;

namespace MesosOperator.AgentRuntime.Containers.Specs;

/// <summary>Makes the volumes of a container's task, and says where the container sees them.</summary>
/// <param name="workDirectory">The agent's.</param>
/// <param name="secrets">Folder that only root reads, for the secrets of this container.</param>
internal sealed class VolumePlanner(string workDirectory, string secrets)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly List<ContainerMount> _mounts = [];
    private readonly List<string> _owned = [];

    public IReadOnlyList<ContainerMount> Mounts => _mounts;

    /// <summary>Folders that belong to the user of the task.</summary>
    public IReadOnlyList<string> Owned => _owned;

    /// <summary>What is wrong, or null.</summary>
    public string? Plan(TaskLaunch launch)
    {
        try
        {
            _mounts.Add(ContainerMount.Bind(launch.Sandbox, ContainerPaths.Sandbox, MountAccess.Write));
            return launch.Task.Resources.Where(resource => resource.Disk?.Persistence is not null).Select(volume => Persistent(launch, volume))
                .Concat(launch.Task.Container.Volumes.Select(volume => Take(launch, volume)))
                .FirstOrDefault(problem => problem is not null);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return $"A volume cannot be made: {failure.Message}";
        }
    }

    private string? Persistent(TaskLaunch launch, Resource resource)
    {
        var disk = resource.Disk;
        if (VolumePaths.OfVolume(workDirectory, launch.AgentId, Hooks.Volumes.RoleOf(resource), disk.Persistence.Id) is not { } folder)
            return $"Volume '{disk.Persistence.Id}' has no valid name";
        if (ContainerPaths.Resolve(disk.Volume?.ContainerPath ?? "") is not { } target)
            return $"Volume '{disk.Persistence.Id}' cannot be at '{disk.Volume?.ContainerPath}'";
        Directory.CreateDirectory(folder);
        _owned.Add(folder);
        _mounts.Add(ContainerMount.Bind(folder, target, AccessOf(disk.Volume!)));
        return null;
    }

    private string? Take(TaskLaunch launch, Volume volume)
    {
        if (ContainerPaths.Resolve(volume.ContainerPath) is not { } target)
            return $"A volume cannot be at '{volume.ContainerPath}'";
        return volume switch
        {
            { Image: not null } => $"The volume at {target} is an image, which this agent does not support",
            { Source.Type: SourceType.SandboxPath, Source.SandboxPath: { } inside } => FromSandbox(launch, volume, target, inside),
            { Source.Type: SourceType.HostPath, Source.HostPath: { } outside } => FromHost(launch, volume, target, outside.Path, PropagationOf(outside)),
            { Source.Type: SourceType.Secret, Source.Secret: { } secret } => FromSecret(target, secret),
            { Source: not null } => $"The volume at {target} is of a kind that this agent does not support: {volume.Source.Type}",
            { HostPath.Length: > 0 } => FromHost(launch, volume, target, volume.HostPath, "rprivate"),
            _ => Memory(launch, volume, target),
        };
    }

    /// <summary>A folder of the host must be there; one that is not absolute is made in the sandbox.</summary>
    private string? FromHost(TaskLaunch launch, Volume volume, string target, string path, string propagation)
    {
        if (!Path.IsPathRooted(path))
            return InSandbox(launch, volume, target, path);
        if (!Path.Exists(path))
            return $"The volume at {target} is to be {path} of the host, which does not exist";
        _mounts.Add(ContainerMount.Bind(path, target, AccessOf(volume), propagation));
        return null;
    }

    private string? FromSandbox(TaskLaunch launch, Volume volume, string target, Volume.Types.Source.Types.SandboxPath source)
    {
        if (source.Type != Volume.Types.Source.Types.SandboxPath.Types.Type.Parent)
            return InSandbox(launch, volume, target, source.Path);
        return launch.Member is null
            ? $"The volume at {target} is to be of its executor's sandbox, and the container is in none"
            : VolumePaths.Shared(launch.RootSandbox, source.Path) is { } folder ? InFolder(folder, volume, target)
            : $"The volume at {target} cannot be '{source.Path}' of the executor's sandbox: it must be a folder right in there";
    }

    private string? InSandbox(TaskLaunch launch, Volume volume, string target, string path)
    {
        if (VolumePaths.InSandbox(launch.Sandbox, path) is not { } folder)
            return $"The volume at {target} cannot be '{path}' of the sandbox";
        return VolumePaths.LeadsThroughLink(launch.Sandbox, folder) ? $"The volume at {target} cannot be '{path}', which leads through a link" : InFolder(folder, volume, target);
    }

    private string? InFolder(string folder, Volume volume, string target)
    {
        Directory.CreateDirectory(folder);
        _owned.Add(folder);
        _mounts.Add(ContainerMount.Bind(folder, target, AccessOf(volume)));
        return null;
    }

    /// <summary>A volume of nothing is a folder of the sandbox that has the path's name.</summary>
    private string? Memory(TaskLaunch launch, Volume volume, string target) =>
        InSandbox(launch, volume, target, $".volumes/{target.Trim('/').Replace('/', '-')}");

    private string? FromSecret(string target, Secret secret)
    {
        if (secret.Type != Secret.Types.Type.Value || secret.Value is null)
            return $"The volume at {target} is a secret by reference, which this agent cannot resolve";
        Directory.CreateDirectory(secrets);
        var file = Path.Combine(secrets, $"secret-{_mounts.Count}");
        using (var stream = new FileStream(file, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = OwnerOnly }))
            stream.Write(secret.Value.Data.Span);
        _owned.Add(file);
        _mounts.Add(ContainerMount.Bind(file, target, MountAccess.Read));
        return null;
    }

    private static MountAccess AccessOf(Volume volume) => volume.Mode == Mode.Ro ? MountAccess.Read : MountAccess.Write;

    private static string PropagationOf(Volume.Types.Source.Types.HostPath source) => source.MountPropagation?.Mode switch
    {
        MountPropagation.Types.Mode.HostToContainer => "rslave",
        MountPropagation.Types.Mode.Bidirectional => "rshared",
        _ => "rprivate",
    };
}

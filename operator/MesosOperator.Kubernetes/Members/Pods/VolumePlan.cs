using System.Globalization;
using k8s.Models;
using MesosOperator.Core.Identity;
using MesosOperator.Crds.Clusters;
using Wire = MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Kubernetes.Members.Pods;

/// <summary>
/// The volumes of a Pod: the sandbox, of which each task has a folder, folders of the node where the cluster's owner allows them,
/// and persistent volumes.
/// </summary>
internal sealed class VolumePlan
{
    /// <summary>Where the sandbox of a task is in its container.</summary>
    public const string Sandbox = "/mnt/mesos/sandbox";

    private const string SandboxVolume = "sandbox";

    /// <summary>The folder of the sandbox that tasks of a group share.</summary>
    private const string Shared = "executor";

    private readonly ClusterTasks _settings;
    private readonly AgentId _agent;
    private readonly List<V1Volume> _volumes = [new V1Volume { Name = SandboxVolume, EmptyDir = new V1EmptyDirVolumeSource() }];

    public VolumePlan(ClusterTasks settings, AgentId agent) => (_settings, _agent) = (settings, agent);

    /// <summary>The volumes that the mounts so far need.</summary>
    public IReadOnlyList<V1Volume> Volumes => _volumes;

    /// <summary>The sandbox of a task alone.</summary>
    public static V1VolumeMount SandboxOf(int number) => new() { Name = SandboxVolume, MountPath = Sandbox, SubPath = PodOrder.ContainerOf(number) };

    /// <summary>The mounts of a task, or why there can be none.</summary>
    public (List<V1VolumeMount> Mounts, string? Problem) MountsOf(Wire.TaskInfo task, int number)
    {
        var mounts = new List<V1VolumeMount> { SandboxOf(number) };
        var persistent = task.Resources.Where(resource => resource.Disk?.Persistence is not null);
        foreach (var (volume, claimed) in (task.Container?.Volumes ?? []).Select(volume => (volume, (Wire.Resource?)null)).Concat(persistent.Select(resource => (resource.Disk.Volume, (Wire.Resource?)resource))))
        {
            if (volume is null)
                return (mounts, $"The persistent volume {claimed!.Disk.Persistence.Id} does not say where it is mounted");
            if (PathOf(volume.ContainerPath, Sandbox) is not { } path)
                return (mounts, $"The volume's container path '{volume.ContainerPath}' makes no sense, or leads out of the sandbox");
            var (mount, problem) = claimed is not null ? Claimed(claimed) : Mount(volume, number);
            if (problem is not null)
                return (mounts, problem);
            if (mounts.Any(other => other.MountPath == path))
                return (mounts, $"Two volumes have the container path {path}");
            mount!.MountPath = path;
            mount.ReadOnlyProperty = volume.Mode == Wire.Volume.Types.Mode.Ro ? true : null;
            mounts.Add(mount);
        }

        return (mounts, null);
    }

    private (V1VolumeMount? Mount, string? Problem) Mount(Wire.Volume volume, int number)
    {
        if (volume.Image is not null)
            return (null, "Volumes of images cannot be used in clusters");
        return volume switch
        {
            { Source: { HasType: true } source } => source.Type switch
            {
                Wire.Volume.Types.Source.Types.Type.HostPath => HostPath(source.HostPath?.Path ?? "", volume.Mode),
                Wire.Volume.Types.Source.Types.Type.SandboxPath => SandboxPath(
                    source.SandboxPath?.Path ?? "", source.SandboxPath?.Type == Wire.Volume.Types.Source.Types.SandboxPath.Types.Type.Parent ? Shared : PodOrder.ContainerOf(number)),
                _ => (null, $"Volumes of type {source.Type} cannot be used in clusters"),
            },
            { HostPath: ['/', ..] path } => HostPath(path, volume.Mode),
            { HasHostPath: true, HostPath: var path } => SandboxPath(path, PodOrder.ContainerOf(number)),
            _ => (null, "A volume needs a host path or a source"),
        };
    }

    /// <summary>
    /// Only paths that are what they seem are compared. Links in the folder are the node's to follow, which is why folders are
    /// for reading where their owner does not say otherwise.
    /// </summary>
    private (V1VolumeMount? Mount, string? Problem) HostPath(string path, Wire.Volume.Types.Mode mode)
    {
        if (path is not ['/', ..] || PathOf(path, "") is not { } whole)
            return (null, $"The host path '{path}' is no whole path without '.' and '..'");
        var allowed = (_settings.HostPaths ?? []).Where(folder => whole == folder.Path || whole.StartsWith($"{folder.Path}/", StringComparison.Ordinal)).ToList();
        if (allowed.Count == 0)
            return (null, $"The cluster does not allow tasks to mount {whole}; its owner may name it in spec.tasks.hostPaths");
        if (mode != Wire.Volume.Types.Mode.Ro && allowed.All(folder => folder.ReadOnly))
            return (null, $"The cluster allows tasks to mount {whole} for reading only, with the mode RO");
        return (new V1VolumeMount { Name = NameOf("host", volume => volume.HostPath?.Path == whole, () => new V1Volume { HostPath = new V1HostPathVolumeSource { Path = whole } }) }, null);
    }

    private static (V1VolumeMount? Mount, string? Problem) SandboxPath(string path, string folder) => PathOf(path, $"/{folder}") is { } whole && path is not ['/', ..]
        ? (new V1VolumeMount { Name = SandboxVolume, SubPath = whole[1..] }, null)
        : (null, $"The path '{path}' within the sandbox makes no sense, or leads out of it");

    private (V1VolumeMount? Mount, string? Problem) Claimed(Wire.Resource resource)
    {
        if (_settings.StorageClass is null)
            return (null, "The cluster has no persistent volumes; its owner may name a StorageClass in spec.tasks.storageClass");
        var claim = ClaimPlan.NameOf(_agent, ClaimPlan.RoleOf(resource), resource.Disk.Persistence.Id);
        return (new V1VolumeMount
        {
            Name = NameOf("claim", volume => volume.PersistentVolumeClaim?.ClaimName == claim, () => new V1Volume { PersistentVolumeClaim = new V1PersistentVolumeClaimVolumeSource { ClaimName = claim } }),
        }, null);
    }

    /// <summary>The name of a volume, which is made where there is none yet.</summary>
    private string NameOf(string kind, Func<V1Volume, bool> isIt, Func<V1Volume> make)
    {
        if (_volumes.FirstOrDefault(isIt) is { } known)
            return known.Name;
        var made = make();
        made.Name = string.Create(CultureInfo.InvariantCulture, $"{kind}-{_volumes.Count}");
        _volumes.Add(made);
        return made.Name;
    }

    /// <summary>A path as a whole one; one that is not is taken to lie in the folder. Null where it leads elsewhere.</summary>
    private static string? PathOf(string path, string folder)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return parts.Length == 0 || parts.Any(part => part is "." or "..") || path.Contains(':', StringComparison.Ordinal) || path.Any(char.IsControl)
            ? null
            : $"{(path[0] == '/' ? "" : folder)}/{string.Join('/', parts)}";
    }
}

using Google.Protobuf;
using k8s.Models;
using MesosOperator.Crds.Clusters;
using MesosOperator.Kubernetes.Members.Pods;
using MesosOperator.Protocol.AgentLink;
using Source = MesosOperator.Protocol.Mesos.V1.Volume.Types.Source;
using Wire = MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Kubernetes.Tests.Members.Pods;

/// <summary>Volumes, files and words of tasks in their Pods.</summary>
public sealed class PodOfTaskTests
{
    private static readonly ClusterTasks Settings = new()
    {
        DefaultImage = "busybox",
        FetcherImage = "fetcher",
        StorageClass = "disks",
        HostPaths = [new AllowedHostPath { Path = "/srv/data" }, new AllowedHostPath { Path = "/srv/scratch", ReadOnly = false }],
    };

    [Theory]
    [InlineData("/srv/data", Wire.Volume.Types.Mode.Ro)]
    [InlineData("/srv/data/sets/", Wire.Volume.Types.Mode.Ro)]
    [InlineData("/srv/scratch/mine", Wire.Volume.Types.Mode.Rw)]
    public void A_folder_of_the_node_is_mounted_where_that_is_allowed(string path, Wire.Volume.Types.Mode mode)
    {
        var pod = Made(task => task.Container = With(new Wire.Volume { ContainerPath = "/data", HostPath = path, Mode = mode }));

        var mount = Assert.Single(pod.Spec.Containers[0].VolumeMounts, mount => mount.MountPath == "/data");
        Assert.Equal(mode == Wire.Volume.Types.Mode.Ro, mount.ReadOnlyProperty == true);
        Assert.Equal(path.TrimEnd('/'), pod.Spec.Volumes.Single(volume => volume.Name == mount.Name).HostPath.Path);
    }

    [Theory]
    [InlineData("/srv", "/data", "The cluster does not allow tasks to mount /srv; its owner may name it in spec.tasks.hostPaths")]
    [InlineData("/srv/database", "/data", "The cluster does not allow tasks to mount /srv/database; its owner may name it in spec.tasks.hostPaths")]
    [InlineData("/srv/scratch/../../etc", "/data", "The host path '/srv/scratch/../../etc' is no whole path without '.' and '..'")]
    [InlineData("/srv/data", "/data", "The cluster allows tasks to mount /srv/data for reading only, with the mode RO")]
    [InlineData("/srv/scratch", "../../etc", "The volume's container path '../../etc' makes no sense, or leads out of the sandbox")]
    [InlineData("../other", "/data", "The path '../other' within the sandbox makes no sense, or leads out of it")]
    [InlineData("/srv/scratch", "/mnt/mesos/sandbox", "Two volumes have the container path /mnt/mesos/sandbox")]
    [InlineData("/srv/scratch", "", "The volume's container path '' makes no sense, or leads out of the sandbox")]
    public void Any_other_is_refused_with_words_that_say_why(string path, string containerPath, string problem) =>
        Assert.Equal(problem, Plan(task => task.Container = With(new Wire.Volume { ContainerPath = containerPath, HostPath = path, Mode = Wire.Volume.Types.Mode.Rw })).Problem);

    [Fact]
    public void Folders_of_the_sandbox_are_mounted_too_and_those_of_a_group_are_shared()
    {
        var pod = Made(task => task.Container = With(
            new Wire.Volume { ContainerPath = "/own", HostPath = "a/b", Mode = Wire.Volume.Types.Mode.Rw },
            Sandbox("/self", Source.Types.SandboxPath.Types.Type.Self),
            Sandbox("shared", Source.Types.SandboxPath.Types.Type.Parent)));

        Assert.Equal(
            ["/mnt/mesos/sandbox=task-0", "/own=task-0/a/b", "/self=task-0/x", "/mnt/mesos/sandbox/shared=executor/x"],
            pod.Spec.Containers[0].VolumeMounts.Select(mount => $"{mount.MountPath}={mount.SubPath}"));
        Assert.Single(pod.Spec.Volumes);
    }

    [Fact]
    public void A_persistent_volume_is_a_claim_and_no_part_of_the_ephemeral_disk()
    {
        var (pod, _) = Plan(task => task.Resources.Add(Persistent()), Settings);
        var claim = Assert.Single(ClaimPlan.For(Order(task => task.Resources.Add(Persistent())), "n1", new PodSettings("east", Settings)));

        Assert.Equal(("disks", "128Mi", "n1"), (claim.Spec.StorageClassName, claim.Spec.Resources.Requests["storage"].ToString(), claim.Metadata.Annotations["volume.kubernetes.io/selected-node"]));
        Assert.Equal(claim.Metadata.Name, pod!.Spec.Volumes[1].PersistentVolumeClaim.ClaimName);
        Assert.Equal("/mnt/mesos/sandbox/data", pod.Spec.Containers[0].VolumeMounts[1].MountPath);
        Assert.False(pod.Spec.Containers[0].Resources.Requests.ContainsKey("ephemeral-storage"));
    }

    [Fact]
    public void Without_a_storage_class_there_are_no_persistent_volumes() => Assert.Equal(
        "The cluster has no persistent volumes; its owner may name a StorageClass in spec.tasks.storageClass",
        Plan(task => task.Resources.Add(Persistent()), Settings with { StorageClass = null }).Problem);

    [Fact]
    public void Files_are_fetched_by_a_container_of_their_own_before_the_task_begins()
    {
        var pod = Made(task =>
        {
            task.Command.Uris.Add(new Wire.CommandInfo.Types.URI { Value = "https://host/a/app.tar.gz?version=$1" });
            task.Command.Uris.Add(new Wire.CommandInfo.Types.URI { Value = "http://host/run", OutputFile = "bin/run", Executable = true, Extract = false });
        });

        var fetcher = Assert.Single(pod.Spec.InitContainers);
        Assert.Equal(("fetch-task-0", "fetcher", "/mnt/mesos/sandbox", "task-0"), (fetcher.Name, fetcher.Image, fetcher.WorkingDir, fetcher.VolumeMounts[0].SubPath));
        Assert.Equal(["https://host/a/app.tar.gz?version=$$1", "app.tar.gz", "true", "false", "http://host/run", "bin/run", "false", "true"], fetcher.Command.Skip(4));
    }

    [Theory]
    [InlineData("file:///etc/passwd", null, "fetcher", "The file file:///etc/passwd cannot be fetched into a Pod: only http, https and ftp are known there")]
    [InlineData("/etc/passwd", null, "fetcher", "The file /etc/passwd cannot be fetched into a Pod: only http, https and ftp are known there")]
    [InlineData("http://host/x", "../x", "fetcher", "The file http://host/x has no name in the sandbox, or one that leads out of it")]
    [InlineData("http://host/x", "-O", "fetcher", "The file http://host/x has no name in the sandbox, or one that leads out of it")]
    [InlineData("http://host/", null, "fetcher", "The file http://host/ has no name in the sandbox, or one that leads out of it")]
    [InlineData("http://host/x", null, null, "Files by uris cannot be fetched into a Pod of this cluster; its owner may name an image for that in spec.tasks.fetcherImage")]
    public void Files_that_cannot_be_had_are_refused(string uri, string? output, string? image, string problem)
    {
        var file = new Wire.CommandInfo.Types.URI { Value = uri };
        if (output is not null)
            file.OutputFile = output;

        Assert.Equal(problem, Plan(task => task.Command.Uris.Add(file), Settings with { FetcherImage = image }).Problem);
    }

    [Fact]
    public void A_dollar_stays_one()
    {
        var pod = Made(task =>
        {
            task.Command.Value = "echo $$ $(HOST)";
            task.Command.Environment = new Wire.Environment { Variables = { new Wire.Environment.Types.Variable { Name = "PRICE", Value = "$$5" } } };
        });

        Assert.Equal("echo $$$$ $$(HOST)", pod.Spec.Containers[0].Command[2]);
        Assert.Equal("$$$$5", pod.Spec.Containers[0].Env.Single(variable => variable.Name == "PRICE").Value);
    }

    [Fact]
    public void Checks_are_refused_since_a_probe_tells_too_little() => Assert.StartsWith(
        "Checks cannot be used in clusters", Plan(task => task.Check = new Wire.CheckInfo { Type = Wire.CheckInfo.Types.Type.Tcp, Tcp = new() { Port = 80 } }).Problem, StringComparison.Ordinal);

    [Fact]
    public void A_health_check_is_two_probes()
    {
        var pod = Made(task => task.HealthCheck = new Wire.HealthCheck
        {
            Type = Wire.HealthCheck.Types.Type.Http,
            Http = new() { Port = 8080, Path = "/well" },
            DelaySeconds = 2,
            GracePeriodSeconds = 10,
            IntervalSeconds = 3,
            TimeoutSeconds = 4,
            ConsecutiveFailures = 5,
        });

        var (living, ready) = (pod.Spec.Containers[0].LivenessProbe, pod.Spec.Containers[0].ReadinessProbe);
        Assert.Equal((12, 3, 4, 5, "/well", "8080"), (living.InitialDelaySeconds, living.PeriodSeconds, living.TimeoutSeconds, living.FailureThreshold, living.HttpGet.Path, living.HttpGet.Port.Value));
        Assert.Equal((2, 3, 4, 1), (ready.InitialDelaySeconds, ready.PeriodSeconds, ready.TimeoutSeconds, ready.FailureThreshold));
    }

    private static V1Pod Made(Action<Wire.TaskInfo> change)
    {
        var (pod, problem) = Plan(change);
        Assert.Null(problem);
        return pod!;
    }

    private static (V1Pod? Pod, string? Problem) Plan(Action<Wire.TaskInfo> change, ClusterTasks? settings = null) =>
        PodPlan.For(Order(change), "n1", new PodSettings("east", settings ?? Settings));

    private static PodOrder Order(Action<Wire.TaskInfo> change)
    {
        var task = new Wire.TaskInfo
        {
            Name = "t",
            TaskId = new Wire.TaskID { Value = "t" },
            AgentId = new Wire.AgentID { Value = "a" },
            Command = new Wire.CommandInfo { Shell = true, Value = "true" },
        };
        change(task);
        var order = new OperatorMessage
        {
            RunTask = new OperatorMessage.Types.RunTask
            {
                Framework = new Wire.FrameworkInfo { Id = new Wire.FrameworkID { Value = "f" }, Name = "f", User = "nobody" },
                Task = task,
                AllocationRole = "dev",
            },
        };
        return PodOrder.Read(Convert.ToBase64String(order.ToByteArray()))!;
    }

    private static Wire.ContainerInfo With(params IEnumerable<Wire.Volume> volumes) => new() { Type = Wire.ContainerInfo.Types.Type.Mesos, Volumes = { volumes } };

    private static Wire.Volume Sandbox(string containerPath, Source.Types.SandboxPath.Types.Type type) => new()
    {
        ContainerPath = containerPath,
        Mode = Wire.Volume.Types.Mode.Rw,
        Source = new Source { Type = Source.Types.Type.SandboxPath, SandboxPath = new Source.Types.SandboxPath { Type = type, Path = "x" } },
    };

    private static Wire.Resource Persistent() => new()
    {
        Name = "disk",
        Type = Wire.Value.Types.Type.Scalar,
        Scalar = new Wire.Value.Types.Scalar { Value = 128 },
        Reservations = { new Wire.Resource.Types.ReservationInfo { Type = Wire.Resource.Types.ReservationInfo.Types.Type.Dynamic, Role = "dev" } },
        Disk = new Wire.Resource.Types.DiskInfo
        {
            Persistence = new Wire.Resource.Types.DiskInfo.Types.Persistence { Id = "v1" },
            Volume = new Wire.Volume { ContainerPath = "data", Mode = Wire.Volume.Types.Mode.Rw },
        },
    };
}

using System.Collections.Immutable;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using MesosOperator.AgentRuntime.Containers.Daemon;
using MesosOperator.AgentRuntime.Containers.Images;
using MesosOperator.AgentRuntime.Containers.Networks;
using MesosOperator.AgentRuntime.Containers.Specs;
using MesosOperator.AgentRuntime.Containers.Wire;
using MesosOperator.AgentRuntime.Hooks;
using MesosOperator.AgentRuntime.Launching;
using MesosOperator.AgentRuntime.Processes;
using MesosOperator.AgentRuntime.Sandboxes;
using Mount = MesosOperator.AgentRuntime.Containers.Wire.Mount;

namespace MesosOperator.AgentRuntime.Containers;

/// <summary>Makes and starts the container of a task. What it makes is found again by the container's record, which is made first.</summary>
internal sealed class ContainerStarter(
    Containerd containerd, ContainerSettings settings, ImageSource images, Unpacker unpacker, ContainerPlanner planner, ContainerNetworks networks)
    : IDisposable
{
    /// <summary>More at once only makes each slower: a start is work for processors.</summary>
    private readonly SemaphoreSlim _slots = new(Math.Clamp(Environment.ProcessorCount * 2, 4, 32));

    private const string SpecType = "types.containerd.io/opencontainers/runtime-spec/1/Spec";

    /// <summary>
    /// Starts the container of a prepared task.
    /// </summary>
    /// <exception cref="ImageException">The image cannot be had.</exception>
    /// <exception cref="DaemonException">containerd does not answer, or the program cannot be started.</exception>
    /// <exception cref="OperationCanceledException">It was given up. As after the other exceptions, something may be left to remove.</exception>
    public async Task<StartedContainer> StartAsync(TaskDraft draft, CancellationToken stop)
    {
        var image = await images.GetAsync(draft.Launch.Task, stop);
        await _slots.WaitAsync(stop);
        try
        {
            return await StartAsync(draft, image, stop);
        }
        finally
        {
            _slots.Release();
        }
    }

    public void Dispose() => _slots.Dispose();

    private async Task<StartedContainer> StartAsync(TaskDraft draft, LoadedImage image, CancellationToken stop)
    {
        var launch = draft.Launch;
        var files = new ContainerFiles(settings.WorkDirectory, launch.ContainerId);
        var (plan, problem) = planner.Plan(draft, image.Config, new VolumePlanner(settings.WorkDirectory, files.Secrets));
        if (plan is null)
            return StartedContainer.Failed(problem!);
        var mounts = await PrepareAsync(launch.ContainerId, image, stop);
        var (user, userProblem) = ImageUser.Find(plan.User, LayeredFiles.Of(mounts), name => SystemUser.Find(name) is { } found ? (found.UserId, found.GroupId) : null);
        if ((userProblem ?? HandOver(user!, launch.Sandbox, plan.Owned)) is { } obstacle)
            return StartedContainer.Failed(obstacle);

        var hostname = plan.Hostname ?? (plan.Network.Mode == NetworkMode.Host ? Environment.MachineName : launch.ContainerId[..12]);
        NameFiles.Write(files.Names, hostname, plan);
        var cgroup = draft.Cgroup is null || settings.CgroupRoot is null ? null : $"{settings.CgroupRoot}/{launch.ContainerId.Replace('.', '/')}";
        var context = new RunContext(launch.ContainerId, user!, hostname, files.Names, cgroup, settings.HasCgroupV2, MemoryScore.OfTasks());
        await RecordAsync(launch.ContainerId, image, ContainerSpec.Of(plan, context).ToJsonString(), stop);
        var output = draft.Logs is { } bounds ? ContainerOutput.Bounded(settings.Launcher, launch.Sandbox, bounds, user!) : ContainerOutput.Plain(launch.Sandbox);
        var pid = await CreateAsync(launch.ContainerId, output, mounts, stop);
        var (addresses, networkProblem) = await networks.ConnectAsync(launch.ContainerId, pid, plan.Network, stop);
        if (networkProblem is not null)
            return StartedContainer.Failed(networkProblem);
        NameFiles.AddAddresses(files.Names, hostname, addresses);
        stop.ThrowIfCancellationRequested();
        files.WriteStart(pid, draft.Cgroup?.MemoryV1 ?? draft.Cgroup?.MemoryV2, plan.StopSignal);
        await BeginAsync(launch.ContainerId, CancellationToken.None);
        return new StartedContainer(pid, null, addresses);
    }

    /// <summary>Starts the program of a container that is made.</summary>
    /// <exception cref="DaemonException">containerd does not answer, or the program cannot be started.</exception>
    public Task BeginAsync(string id, CancellationToken stop) =>
        containerd.AskAsync(containerd.Tasks.StartAsync(new StartTaskRequest { ContainerId = id }, containerd.For(Containerd.LongLimit, stop)));

    /// <summary>The container's own layer on those of the image, which are unpacked where they are not.</summary>
    private async Task<IReadOnlyList<Mount>> PrepareAsync(string id, LoadedImage image, CancellationToken stop)
    {
        for (var isRetried = false; ; isRetried = true)
        {
            try
            {
                var prepared = await containerd.AskAsync(containerd.Snapshots.PrepareAsync(
                    new PrepareSnapshotRequest { Snapshotter = settings.Snapshotter, Key = id, Parent = image.Top, Labels = { [ContainerSettings.OwnerLabel] = settings.Home } },
                    containerd.For(Containerd.ShortLimit, stop, settings.Lease)));
                return prepared.Mounts;
            }
            catch (DaemonException fault) when (fault.Fault == DaemonFault.NotFound && !isRetried)
            {
                // The lease, or a layer.
                await EnsureLeaseAsync(stop);
                await unpacker.UnpackAsync(image, settings.Lease, stop);
            }
        }
    }

    private async Task EnsureLeaseAsync(CancellationToken stop)
    {
        try
        {
            await containerd.AskAsync(containerd.Leases.CreateAsync(new CreateLeaseRequest { Id = settings.Lease }, containerd.For(Containerd.ShortLimit, stop)));
        }
        catch (DaemonException fault) when (fault.Fault == DaemonFault.AlreadyExists)
        {
            // It is there.
        }
    }

    private async Task RecordAsync(string id, LoadedImage image, string spec, CancellationToken stop) =>
        await containerd.AskAsync(containerd.Containers.CreateAsync(
            new CreateContainerRequest
            {
                Container = new ContainerRecord
                {
                    Id = id,
                    Labels = { [ContainerSettings.OwnerLabel] = settings.Home },
                    Image = image.Name,
                    Runtime = new ContainerRecord.Types.Runtime { Name = settings.Runtime },
                    Spec = new Any { TypeUrl = SpecType, Value = ByteString.CopyFromUtf8(spec) },
                    Snapshotter = settings.Snapshotter,
                    SnapshotKey = id,
                },
            },
            containerd.For(Containerd.ShortLimit, stop)));

    /// <summary>Output goes to the sandbox, whether there is an agent or not.</summary>
    private async Task<int> CreateAsync(string id, ContainerOutput output, IReadOnlyList<Mount> mounts, CancellationToken stop) =>
        (int)(await containerd.AskAsync(containerd.Tasks.CreateAsync(
            new CreateTaskRequest
            {
                ContainerId = id,
                Rootfs = { mounts },
                Stdout = output.Standard,
                Stderr = output.Errors,
            },
            containerd.For(Containerd.LongLimit, stop)))).Pid;

    private static string? HandOver(ImageUser user, string sandbox, ImmutableArray<string> owned)
    {
        if (user.UserId == 0 && user.GroupId == 0)
            return null;
        var owner = new SystemUser("", user.UserId, user.GroupId);
        string[] paths = [sandbox, Path.Combine(sandbox, SandboxPaths.StandardOutput), Path.Combine(sandbox, SandboxPaths.StandardError), .. owned];
        return paths.FirstOrDefault(path => !owner.TakeOver(path)) is { } failed ? $"{failed} cannot be given to user {user.UserId}" : null;
    }
}

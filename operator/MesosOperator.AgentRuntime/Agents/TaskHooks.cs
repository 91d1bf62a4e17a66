using System.Collections.Immutable;
using MesosOperator.AgentRuntime.Cgroups;
using MesosOperator.AgentRuntime.Hooks;
using MesosOperator.AgentRuntime.Isolation;
using MesosOperator.AgentRuntime.Sandboxes;
using MesosOperator.AgentRuntime.Tasks;

namespace MesosOperator.AgentRuntime.Agents;

/// <summary>The one list of what happens to a task before it starts, in this order, and after it has ended, in reverse.</summary>
internal sealed record TaskHooks(string WorkDirectory, ImmutableArray<IPrepare> Preparations, ImmutableArray<ICleanUp> CleanUps, CgroupHook Cgroup, TaskJoiner Joiner)
{
    /// <summary>What watches the disk while a task runs.</summary>
    public required DiskHook Disk { get; init; }

    /// <summary>Brings volumes to executors that run.</summary>
    public required VolumeAttacher Attacher { get; init; }

    public static TaskHooks Standard(
        string workDirectory, SandboxHook sandbox, HostIsolation isolation, LimitRules rules, ExecutorHook executor, FetchHook fetch, GpuHook gpus, DiskHook disk)
    {
        var checkpoint = new CheckpointHook(workDirectory);
        var cgroup = new CgroupHook(isolation.Cgroups, rules, gpus.Pool);
        IPrepare[] views = isolation.HasNamespaces ? [new ViewHook(workDirectory, isolation.Sealed, isolation.AllowsSharedProcesses)] : [new NoViewHook()];
        return new(
            workDirectory,
            [
                new SupportHook(), checkpoint, sandbox, new VolumeHook(workDirectory), new SandboxVolumeHook(workDirectory), fetch, new EnvironmentHook(), executor, new CommandHook(), new LimitsHook(),
                new UserHook(), new PrivilegeHook(isolation.Privileges), gpus, cgroup, .. views,
            ],
            [checkpoint, sandbox, gpus, cgroup, disk],
            cgroup,
            new TaskJoiner(isolation.Cgroups, isolation.Privileges))
        {
            Disk = disk,
            Attacher = new VolumeAttacher(workDirectory, isolation.HasNamespaces),
        };
    }

    /// <summary>Where the supervisor of a task writes.</summary>
    public string CheckpointOf(TaskLaunch launch) => MetaPaths.OfTask(WorkDirectory, launch.ContainerId);
}

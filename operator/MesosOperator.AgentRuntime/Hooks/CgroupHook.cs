using System.Collections.Immutable;
using MesosOperator.AgentRuntime.Cgroups;
using MesosOperator.AgentRuntime.Devices;
using MesosOperator.AgentRuntime.Launching;
using MesosOperator.AgentRuntime.Tasks;
using MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.AgentRuntime.Hooks;

/// <summary>Makes the control group of a task, and removes it with whatever should still be in it.</summary>
internal sealed class CgroupHook(ICgroups cgroups, LimitRules rules, GpuPool gpus) : IPrepare, ICleanUp
{
    public ValueTask<string?> PrepareAsync(TaskDraft draft, CancellationToken stop)
    {
        try
        {
            draft.Cgroup = Make(draft.Launch);
            return ValueTask.FromResult<string?>(null);
        }
        catch (IOException failure)
        {
            return ValueTask.FromResult<string?>($"The control group of the task cannot be made: {failure.Message}");
        }
    }

    /// <summary>Writes the limits of what runs anew; what is wrong, or null.</summary>
    public string? Resize(TaskLaunch launch)
    {
        try
        {
            Make(launch);
            return null;
        }
        catch (IOException failure)
        {
            return failure.Message;
        }
    }

    public ValueTask CleanUpAsync(TaskLaunch launch)
    {
        if (!cgroups.Remove(launch.CgroupName))
            throw new IOException($"Control group {launch.ContainerId} cannot be removed: something in it does not end");
        return ValueTask.CompletedTask;
    }

    private TaskCgroup? Make(TaskLaunch launch) => cgroups.Create(launch.CgroupName, LimitsOf(launch));

    /// <summary>
    /// Tasks of a group share what their executor has, unless they say otherwise (<c>linux_info.share_cgroups</c>): each has
    /// only its weight then.
    /// </summary>
    private CgroupLimits LimitsOf(TaskLaunch launch)
    {
        var own = rules.Of(launch.Task) with { Devices = DevicesOf(launch) };
        return GroupRules.SharesLimits(launch) ? own with { CpuQuota = null, MemoryBytes = null } : own;
    }

    /// <summary>Nothing runs in the group of a default executor but in the groups of its tasks, and they could not have what it has not.</summary>
    private ImmutableArray<DeviceRule>? DevicesOf(TaskLaunch launch) =>
        launch.Executor is { Type: ExecutorInfo.Types.Type.Default } ? null : gpus.Host.RulesFor(gpus.HeldBy(launch.ContainerId));
}

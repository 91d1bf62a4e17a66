using MesosOperator.AgentRuntime.Cgroups;
using MesosOperator.AgentRuntime.Tasks;

namespace MesosOperator.AgentRuntime.Hooks;

/// <summary>Makes the control group of a task, and removes it with whatever should still be in it.</summary>
internal sealed class CgroupHook(ICgroups cgroups, LimitRules rules) : IPrepare, ICleanUp
{
    public ValueTask<string?> PrepareAsync(TaskDraft draft, CancellationToken stop)
    {
        try
        {
            draft.Cgroup = cgroups.Create(draft.Launch.ContainerId, rules.Of(draft.Launch.Task));
            return ValueTask.FromResult<string?>(null);
        }
        catch (IOException failure)
        {
            return ValueTask.FromResult<string?>($"The control group of the task cannot be made: {failure.Message}");
        }
    }

    public ValueTask CleanUpAsync(TaskLaunch launch)
    {
        if (!cgroups.Remove(launch.ContainerId))
            throw new IOException($"Control group {launch.ContainerId} cannot be removed: something in it does not end");
        return ValueTask.CompletedTask;
    }
}

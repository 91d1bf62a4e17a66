using MesosOperator.AgentRuntime.Cgroups;
using MesosOperator.AgentRuntime.Isolation;
using MesosOperator.AgentRuntime.Launching;
using MesosOperator.AgentRuntime.Processes;
using MesosOperator.AgentRuntime.Tasks;
using MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.AgentRuntime.Hooks;

/// <summary>
/// Puts together a program that joins a task. Its folder, user, limits and control groups are the task's, and so is its
/// environment, to which the command adds. What was made for the task is not touched.
/// </summary>
internal sealed class TaskJoiner(IPresentCgroups cgroups, PrivilegeRules privileges)
{
    /// <summary>A plan without input, or why there can be none.</summary>
    /// <param name="launch">The task.</param>
    /// <param name="task">Its supervisor.</param>
    /// <param name="command">What to run.</param>
    /// <param name="output">Where it writes, also its errors.</param>
    public (JoinPlan? Plan, string? Problem) Plan(TaskLaunch launch, JoinedTask task, CommandInfo command, Descriptor output)
    {
        var draft = new TaskDraft(launch);
        if ((EnvironmentHook.Prepare(draft) ?? EnvironmentHook.Add(draft, command) ?? CommandHook.Prepare(draft, command)
            ?? LimitsHook.Prepare(draft) ?? UserHook.Find(draft) ?? PrivilegeHook.Prepare(draft, privileges)) is { } problem)
            return (null, problem);
        return (new JoinPlan
        {
            Task = task,
            Program = draft.Executable,
            Arguments = draft.Arguments,
            Environment = [.. draft.Environment.Select(variable => $"{variable.Key}={variable.Value}")],
            Directory = launch.Sandbox,
            StandardOutput = output,
            StandardError = output,
            User = draft.User,
            Limits = draft.Limits,
            Privileges = draft.Privileges,
            Cgroup = cgroups.Find(launch.CgroupName),
        }, null);
    }
}

using MesosOperator.AgentRuntime.Isolation;
using MesosOperator.AgentRuntime.Processes;

namespace MesosOperator.AgentRuntime.Hooks;

/// <summary>Says what the task may do beyond the rights of its user, which must be known by then.</summary>
internal sealed class PrivilegeHook(PrivilegeRules rules) : IPrepareProcess
{
    public ValueTask<string?> PrepareAsync(TaskDraft draft, CancellationToken stop) => ValueTask.FromResult(Prepare(draft, rules));

    public static string? Prepare(TaskDraft draft, PrivilegeRules rules)
    {
        var user = !SystemUser.CurrentIsRoot ? TaskUser.Unchangeable : draft.User is null ? TaskUser.Root : TaskUser.Other;
        var (privileges, problem) = rules.Of(draft.Launch.Task.Container?.LinuxInfo, user);
        draft.Privileges = privileges;
        return problem;
    }
}

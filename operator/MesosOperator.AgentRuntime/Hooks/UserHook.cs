using MesosOperator.AgentRuntime.Processes;
using MesosOperator.AgentRuntime.Sandboxes;

namespace MesosOperator.AgentRuntime.Hooks;

/// <summary>
/// Runs the command as the user it names. Only root can do that: an agent of another user runs everything as itself.
/// </summary>
internal sealed class UserHook : IPrepare
{
    public ValueTask<string?> PrepareAsync(TaskDraft draft, CancellationToken stop)
    {
        var name = draft.Launch.Task.Command?.User ?? "";
        return ValueTask.FromResult(name.Length == 0 || !SystemUser.CurrentIsRoot ? null : SwitchTo(draft, name));
    }

    private static string? SwitchTo(TaskDraft draft, string name)
    {
        if (SystemUser.Find(name) is not { } user)
            return $"User '{name}' does not exist on this host";
        if (user.UserId == 0)
            return null;
        var sandbox = draft.Launch.Sandbox;
        string[] paths = [sandbox, Path.Combine(sandbox, SandboxPaths.StandardOutput), Path.Combine(sandbox, SandboxPaths.StandardError), .. draft.Owned];
        foreach (var path in paths)
        {
            if (!user.TakeOver(path))
                return $"{path} cannot be given to user '{name}'";
        }

        draft.User = user;
        return null;
    }
}

using MesosOperator.AgentRuntime.Processes;
using MesosOperator.AgentRuntime.Sandboxes;

namespace MesosOperator.AgentRuntime.Hooks;

/// <summary>
/// Runs the command as the user it names. Only root can do that: an agent of another user runs everything as itself.
/// </summary>
internal sealed class UserHook : IPrepareProcess
{
    public ValueTask<string?> PrepareAsync(TaskDraft draft, CancellationToken stop)
    {
        var problem = Find(draft);
        return ValueTask.FromResult(problem is null && draft.User is { } user ? HandOver(draft, user) : problem);
    }

    /// <summary>Sets who the program runs as; what is wrong with that, or null.</summary>
    public static string? Find(TaskDraft draft)
    {
        var name = draft.Launch.Task.Command?.User ?? "";
        if (name.Length == 0 || !SystemUser.CurrentIsRoot)
            return null;
        if (SystemUser.Find(name) is not { } user)
            return $"User '{name}' does not exist on this host";
        draft.User = user.UserId == 0 ? null : user;
        return null;
    }

    private static string? HandOver(TaskDraft draft, SystemUser user)
    {
        var sandbox = draft.Launch.Sandbox;
        string[] paths = [sandbox, Path.Combine(sandbox, SandboxPaths.StandardOutput), Path.Combine(sandbox, SandboxPaths.StandardError), .. draft.Owned];
        foreach (var path in paths)
        {
            if (!user.TakeOver(path))
                return $"{path} cannot be given to user '{user.Name}'";
        }

        return null;
    }
}

using MesosOperator.AgentRuntime.Launching;
using MesosOperator.AgentRuntime.Sandboxes;

namespace MesosOperator.AgentRuntime.Hooks;

/// <summary>
/// Gives the task process ids and mounts of its own: a /tmp that lies in its sandbox, and of the agent's folders nothing
/// but its sandbox and its volumes.
/// </summary>
internal sealed class ViewHook(string workDirectory) : IPrepareProcess
{
    private const UnixFileMode Everybody =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    public ValueTask<string?> PrepareAsync(TaskDraft draft, CancellationToken stop)
    {
        try
        {
            var temporary = Directory.CreateDirectory(Path.Combine(draft.Launch.Sandbox, SandboxPaths.Temporary)).FullName;
            File.SetUnixFileMode(temporary, Everybody | UnixFileMode.StickyBit);
            draft.View = new PrivateView(
                temporary,
                [SandboxPaths.Root(workDirectory), MetaPaths.Root(workDirectory)],
                [draft.Launch.Sandbox, .. draft.Owned]);
            return ValueTask.FromResult<string?>(null);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return ValueTask.FromResult<string?>($"The task's /tmp cannot be made: {failure.Message}");
        }
    }
}

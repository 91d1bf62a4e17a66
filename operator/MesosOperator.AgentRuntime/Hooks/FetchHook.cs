using MesosOperator.AgentRuntime.Fetching;
using MesosOperator.AgentRuntime.Processes;

namespace MesosOperator.AgentRuntime.Hooks;

/// <summary>
/// Fetches what the command names, while only the agent is in the sandbox. It comes after the volumes, which it therefore
/// cannot redirect.
/// </summary>
internal sealed class FetchHook(Fetcher fetcher) : IPrepare
{
    public async ValueTask<string?> PrepareAsync(TaskDraft draft, CancellationToken stop)
    {
        var name = draft.Launch.Task.Command?.User ?? "";
        var user = name.Length > 0 && SystemUser.CurrentIsRoot ? SystemUser.Find(name) : null;
        if (name.Length > 0 && SystemUser.CurrentIsRoot && user is null)
            return null; // which is told by whoever makes it the task's user
        return await fetcher.FetchAsync(draft.Launch, user is { UserId: 0 } ? null : user, stop);
    }
}

using MesosOperator.AgentRuntime.Sandboxes;
using MesosOperator.AgentRuntime.Tasks;

namespace MesosOperator.AgentRuntime.Hooks;

/// <summary>Makes the folder into which the launcher writes, and deletes it when all that it says is known elsewhere.</summary>
internal sealed class CheckpointHook(string workDirectory) : IPrepare, ICleanUp
{
    public ValueTask<string?> PrepareAsync(TaskDraft draft, CancellationToken stop)
    {
        try
        {
            Directory.CreateDirectory(MetaPaths.OfTask(workDirectory, draft.Launch.ContainerId));
            return ValueTask.FromResult<string?>(null);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return ValueTask.FromResult<string?>($"The checkpoint cannot be made: {failure.Message}");
        }
    }

    public ValueTask CleanUpAsync(TaskLaunch launch)
    {
        if (MetaPaths.OfTask(workDirectory, launch.ContainerId) is var folder && Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}

using MesosOperator.AgentRuntime.Sandboxes;
using MesosOperator.AgentRuntime.Tasks;

namespace MesosOperator.AgentRuntime.Hooks;

/// <summary>Makes the folder of the run with its output files, and hands it to the collector when the task has ended.</summary>
internal sealed class SandboxHook(SandboxCollector collector) : IPrepare, ICleanUp
{
    public ValueTask<string?> PrepareAsync(TaskDraft draft, CancellationToken stop) =>
        ValueTask.FromResult(Make(draft.Launch.Sandbox));

    public ValueTask CleanUpAsync(TaskLaunch launch)
    {
        if (Directory.Exists(launch.Sandbox))
            collector.Add(launch.Sandbox);
        return ValueTask.CompletedTask;
    }

    private static string? Make(string sandbox)
    {
        try
        {
            Directory.CreateDirectory(sandbox);
            File.Create(Path.Combine(sandbox, SandboxPaths.StandardOutput)).Dispose();
            File.Create(Path.Combine(sandbox, SandboxPaths.StandardError)).Dispose();
            var latest = Path.Combine(Path.GetDirectoryName(sandbox)!, SandboxPaths.Latest);
            File.Delete(latest);
            File.CreateSymbolicLink(latest, Path.GetFileName(sandbox));
            return null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return $"The sandbox cannot be made: {failure.Message}";
        }
    }
}

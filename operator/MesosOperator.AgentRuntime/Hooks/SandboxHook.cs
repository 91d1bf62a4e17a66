using MesosOperator.AgentRuntime.Launching;
using MesosOperator.AgentRuntime.Sandboxes;
using MesosOperator.AgentRuntime.Tasks;

namespace MesosOperator.AgentRuntime.Hooks;

/// <summary>Makes the folder of the run with its output files, and hands it to the collector when the task has ended.</summary>
internal sealed class SandboxHook(SandboxCollector collector, LogBounds? logs) : IPrepare, ICleanUp
{
    private readonly Lock _latest = new();

    public ValueTask<string?> PrepareAsync(TaskDraft draft, CancellationToken stop)
    {
        draft.Logs = logs;
        return ValueTask.FromResult(Make(draft.Launch.Sandbox, draft.Launch.RootSandbox));
    }

    public ValueTask CleanUpAsync(TaskLaunch launch)
    {
        if (Directory.Exists(launch.Sandbox))
            collector.Add(launch.Sandbox);
        return ValueTask.CompletedTask;
    }

    private string? Make(string sandbox, string root)
    {
        try
        {
            Directory.CreateDirectory(sandbox);
            File.Create(Path.Combine(sandbox, SandboxPaths.StandardOutput)).Dispose();
            File.Create(Path.Combine(sandbox, SandboxPaths.StandardError)).Dispose();
            lock (_latest)
                PointTo(root);
            return null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return $"The sandbox cannot be made: {failure.Message}";
        }
    }

    private static void PointTo(string run)
    {
        var latest = Path.Combine(Path.GetDirectoryName(run)!, SandboxPaths.Latest);
        File.Delete(latest);
        File.CreateSymbolicLink(latest, Path.GetFileName(run));
    }
}

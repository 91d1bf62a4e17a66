using MesosOperator.AgentRuntime.Launching;
using MesosOperator.AgentRuntime.Processes;
using MesosOperator.AgentRuntime.Sandboxes;

namespace MesosOperator.AgentRuntime.Isolation;

/// <summary>Finds out what this host and the agent's rights allow, by trying it.</summary>
internal sealed class IsolationProbe(ILauncher launcher, IProcessWatch watch, string workDirectory)
{
    /// <summary>Why nothing can be started with process ids and mounts of its own; null when it can.</summary>
    /// <param name="mounts">What tasks shall not write to.</param>
    public async Task<string?> NamespaceProblemAsync(IReadOnlyList<string> mounts)
    {
        var folder = MetaPaths.OfTask(workDirectory, "probe");
        try
        {
            Directory.CreateDirectory(folder);
            return await TryAsync(folder, mounts);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return failure.Message;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<string?> TryAsync(string folder, IReadOnlyList<string> mounts)
    {
        var (pid, problem) = launcher.Start(new LaunchPlan
        {
            Folder = folder,
            Program = "/bin/sh",
            Arguments = ["sh", "-c", ":"],
            Environment = [],
            Directory = "/",
            StandardOutputFile = "/dev/null",
            StandardErrorFile = "/dev/null",
            View = new PrivateView(folder, [], []) { Sealed = mounts, GuardsKernel = true },
        });
        if (pid > 0)
        {
            var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            watch.Watch(pid, _ =>
            {
                ended.TrySetResult();
                return ValueTask.CompletedTask;
            });
            await ended.Task;
        }

        return problem;
    }
}

using MesosOperator.AgentRuntime.Launching;
using MesosOperator.AgentRuntime.Processes;
using MesosOperator.AgentRuntime.Sandboxes;

namespace MesosOperator.AgentRuntime.Isolation;

/// <summary>Finds out what this host and the agent's rights allow, by trying it.</summary>
internal sealed class IsolationProbe(ILauncher launcher, IProcessWatch watch, string workDirectory)
{
    /// <summary>Why nothing can be started with process ids and mounts of its own; null when it can.</summary>
    public async Task<string?> NamespaceProblemAsync()
    {
        var folder = MetaPaths.OfTask(workDirectory, "probe");
        try
        {
            Directory.CreateDirectory(folder);
            return await TryAsync(folder);
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

    private async Task<string?> TryAsync(string folder)
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
            View = new PrivateView(folder, [], []),
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

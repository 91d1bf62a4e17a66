using MesosOperator.AgentRuntime.Launching;
using MesosOperator.AgentRuntime.Sandboxes;
using MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.AgentRuntime.Hooks;

/// <summary>
/// Gives the task process ids and mounts of its own: a /tmp that lies in its sandbox, and of the agent's folders nothing
/// but its sandbox and its volumes.
/// </summary>
/// <param name="workDirectory">The agent's.</param>
/// <param name="mounts">What tasks must not write to.</param>
/// <param name="allowsSharedProcesses">Whether a task may see the processes of the host.</param>
internal sealed class ViewHook(string workDirectory, IReadOnlyList<string> mounts, bool allowsSharedProcesses) : IPrepareProcess
{
    /// <summary>Mebibytes of /dev/shm where the task does not say how many.</summary>
    private const long DefaultSharedMemory = 64;

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
            var linux = draft.Launch.Task.Container?.LinuxInfo;
            var mayWriteAnything = draft.User is null || draft.Privileges is not { Ambient: 0 };
            draft.View = new PrivateView(
                temporary,
                [SandboxPaths.Root(workDirectory), MetaPaths.Root(workDirectory)],
                [draft.Launch.Sandbox, .. draft.Owned, .. draft.Shown])
            {
                Sealed = mayWriteAnything ? mounts : [],
                GuardsKernel = mayWriteAnything && draft.Privileges?.Bounding is not null,
                SharesProcesses = linux is { SharePidNamespace: true },
                SharedMemoryMebibytes = linux is { IpcMode: LinuxInfo.Types.IpcMode.Private } ? linux.HasShmSize ? linux.ShmSize : DefaultSharedMemory : null,
            };
            return ValueTask.FromResult(Problem(linux));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return ValueTask.FromResult<string?>($"The task's /tmp cannot be made: {failure.Message}");
        }
    }

    private string? Problem(LinuxInfo? linux)
    {
        if (linux is { SharePidNamespace: true } && !allowsSharedProcesses)
            return "This agent does not let tasks see the processes of the host (--allow-shared-processes)";
        return linux is { HasShmSize: true } and not { IpcMode: LinuxInfo.Types.IpcMode.Private, ShmSize: > 0 }
            ? "shm_size is for tasks with an ipc_mode of PRIVATE, and more than 0"
            : null;
    }
}

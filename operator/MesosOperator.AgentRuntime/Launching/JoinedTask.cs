using System.Runtime.InteropServices;
using MesosOperator.AgentRuntime.Processes;

namespace MesosOperator.AgentRuntime.Launching;

/// <summary>The supervisor of a task that runs, held by a descriptor: whoever gets its process id later is not taken for it.</summary>
internal sealed class JoinedTask : IDisposable
{
    private JoinedTask(Descriptor supervisor, bool hasNamespaces) => (Supervisor, HasNamespaces) = (supervisor, hasNamespaces);

    public Descriptor Supervisor { get; }

    /// <summary>Whether the task has mounts of its own, and process ids or not.</summary>
    public bool HasNamespaces { get; }

    /// <summary>Null when the task has ended.</summary>
    /// <param name="folder">Where its supervisor writes.</param>
    /// <param name="pid">Its supervisor.</param>
    /// <exception cref="IOException">There are too many open files.</exception>
    public static JoinedTask? Find(string folder, int pid)
    {
        var result = LibC.ProcessFile(pid);
        if (result < 0 && Marshal.GetLastPInvokeError() == LibC.ErrorNoProcess)
            return null;
        var supervisor = Descriptor.Of(result, "Joining a task");
        var hasNamespaces = Differs(pid);
        if (SupervisorLock.IsHeld(folder)) // so the process that was opened and looked at is the one that holds it
            return new JoinedTask(supervisor, hasNamespaces);
        supervisor.Dispose();
        return null;
    }

    public void Dispose() => Supervisor.Dispose();

    private static bool Differs(int pid) =>
        new FileInfo($"/proc/{pid}/ns/mnt").LinkTarget is { } theirs && theirs != new FileInfo("/proc/self/ns/mnt").LinkTarget;
}

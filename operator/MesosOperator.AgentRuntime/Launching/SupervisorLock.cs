using System.Runtime.InteropServices;
using MesosOperator.AgentRuntime.Processes;

namespace MesosOperator.AgentRuntime.Launching;

/// <summary>Whether somebody supervises, or is about to: the lock on the file of the exit status.</summary>
internal static class SupervisorLock
{
    /// <exception cref="IOException">The file cannot be looked at.</exception>
    public static bool IsHeld(string folder)
    {
        var path = CheckpointFiles.Exit(folder);
        if (!File.Exists(path))
            return false;
        using var file = Descriptor.Of(LibC.Open(path, LibC.OpenReadOnly | LibC.OpenCloseOnExec, 0), path);
        return LibC.Lock(file.Number, LibC.LockExclusive | LibC.LockNonBlocking) != 0 && Marshal.GetLastPInvokeError() == LibC.ErrorWouldBlock;
    }
}

using System.Runtime.InteropServices;
using MesosOperator.AgentRuntime.Processes;

namespace MesosOperator.AgentRuntime.Launching;

/// <summary>Supervisors that were just started.</summary>
internal static class StartedProcesses
{
    /// <summary>Watches one; where that is not possible it is killed with all it supervises, since nobody could end it later.</summary>
    /// <exception cref="IOException">There are too many open files.</exception>
    public static void WatchStarted(this IProcessWatch watch, int pid, Func<ExitStatus?, ValueTask> onExit)
    {
        try
        {
            watch.Watch(pid, onExit);
        }
        catch (IOException)
        {
            Kill(pid);
            throw;
        }
    }

    /// <summary>Kills one that nobody watches, with all that it supervises.</summary>
    public static void Kill(int pid)
    {
        _ = LibC.Kill(pid, SupervisorSignals.For(LibC.SignalKill)); // not reaped, so no stranger
        Reap(pid);
    }

    /// <summary>Waits for the end of a child.</summary>
    public static void Reap(int pid)
    {
        while (LibC.WaitPid(pid, out _, 0) < 0 && Marshal.GetLastPInvokeError() == LibC.ErrorInterrupted)
        {
        }
    }
}

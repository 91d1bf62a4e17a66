using MesosOperator.AgentRuntime.Processes;

namespace MesosOperator.AgentRuntime.Launching;

/// <summary>How the supervisor of a task is told what to do with it.</summary>
internal static class SupervisorSignals
{
    /// <summary>Asks it to kill everything of the task and to write down how that ended; any other signal goes to the task.</summary>
    private const int KillAll = 64;

    /// <summary>The signal to the supervisor that gives the task that signal.</summary>
    public static int For(int signal) => signal == LibC.SignalKill ? KillAll : signal;
}

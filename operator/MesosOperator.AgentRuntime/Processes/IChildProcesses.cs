namespace MesosOperator.AgentRuntime.Processes;

/// <summary>Processes of this agent, each the leader of its own session and process group.</summary>
internal interface IChildProcesses
{
    /// <summary>Starts a process. Its end is not reaped before <see cref="Watch"/> is called for it.</summary>
    /// <returns>The process id, or the error number (errno) of why it could not be started.</returns>
    (int Pid, int Error) Start(ProcessRequest request);

    /// <summary>
    /// Calls back once when the process has ended, after whatever is left of its process group was killed.
    /// To be called once for each started process.
    /// </summary>
    void Watch(int pid, Func<ExitStatus, ValueTask> onExit);

    /// <summary>Signals the whole process group; does nothing once the process has been reaped, so never hits a stranger.</summary>
    void Signal(int pid, int signal);
}

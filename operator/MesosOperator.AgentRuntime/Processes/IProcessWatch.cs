namespace MesosOperator.AgentRuntime.Processes;

/// <summary>Processes whose end somebody waits for, whoever started them.</summary>
internal interface IProcessWatch
{
    /// <summary>
    /// Calls back once when the process has ended, and reaps it where it is a child of this process.
    /// To be called once for each process; of one that is gone already it says so at once.
    /// </summary>
    /// <param name="pid">A child that is not reaped, or a process that is known to be alive otherwise.</param>
    /// <param name="onExit">Gets how it ended; null where only its parent knows.</param>
    /// <exception cref="IOException">There are too many open files.</exception>
    void Watch(int pid, Func<ExitStatus?, ValueTask> onExit);

    /// <summary>Watches it no more. False when it was not watched or has ended: somebody was called, or is about to be.</summary>
    bool Forget(int pid);

    /// <summary>Signals that very process; does nothing where it is not watched or has ended, so never hits a stranger.</summary>
    void Signal(int pid, int signal);
}

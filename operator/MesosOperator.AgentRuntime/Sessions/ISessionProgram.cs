namespace MesosOperator.AgentRuntime.Sessions;

/// <summary>The program of a session, whoever supervises it. It may have ended at any time: nothing here fails then.</summary>
internal interface ISessionProgram
{
    /// <summary>Signals it; SIGKILL ends what it has started, too, where its supervisor can.</summary>
    void Signal(int signal);

    /// <summary>Says how large its terminal is.</summary>
    Task ResizeAsync(uint rows, uint columns);

    /// <summary>The agent's end of its input is closed: there shall be no other.</summary>
    Task EndInputAsync();
}

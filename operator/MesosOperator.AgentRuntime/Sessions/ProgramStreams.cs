using MesosOperator.AgentRuntime.Processes;

namespace MesosOperator.AgentRuntime.Sessions;

/// <summary>What a program reads and writes, by the ends that stay with the agent; none of them makes anybody wait.</summary>
/// <param name="Input">What it is told; null where it is told nothing.</param>
/// <param name="Output">What it says; null where that goes elsewhere.</param>
/// <param name="Errors">What it says beside that; null where there is no such difference.</param>
/// <param name="IsTerminal">Whether all of them are one terminal.</param>
internal sealed record ProgramStreams(Descriptor? Input, Descriptor? Output, Descriptor? Errors, bool IsTerminal) : IDisposable
{
    public static readonly ProgramStreams None = new(null, null, null, false);

    public void Dispose()
    {
        Input?.Dispose();
        Output?.Dispose();
        Errors?.Dispose();
    }
}

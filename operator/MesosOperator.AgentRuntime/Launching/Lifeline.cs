using MesosOperator.AgentRuntime.Processes;

namespace MesosOperator.AgentRuntime.Launching;

/// <summary>
/// A pipe that only this agent holds open: when it closes, be it by disposal or because the agent was killed, supervisors
/// that hold its other end kill what they supervise.
/// </summary>
internal sealed class Lifeline : IDisposable
{
    private readonly Descriptor _held;

    /// <exception cref="IOException">There are too many open files.</exception>
    public Lifeline() => (End, _held) = Descriptor.Pipe();

    /// <summary>What to hand over.</summary>
    public Descriptor End { get; }

    public void Dispose()
    {
        _held.Dispose();
        End.Dispose();
    }
}

using MesosOperator.AgentRuntime.Launching;
using MesosOperator.AgentRuntime.Processes;

namespace MesosOperator.AgentRuntime.Sessions;

/// <summary>A program of this host, under a supervisor of ours.</summary>
/// <param name="pid">The supervisor.</param>
/// <param name="watch">Signals it.</param>
/// <param name="streams">By which its terminal is known.</param>
internal sealed class SupervisedProgram(int pid, IProcessWatch watch, ProgramStreams streams) : ISessionProgram
{
    public void Signal(int signal) => watch.Signal(pid, SupervisorSignals.For(signal));

    public Task ResizeAsync(uint rows, uint columns)
    {
        Terminal.Resize(streams.Output!, rows, columns);
        return Task.CompletedTask;
    }

    public Task EndInputAsync() => Task.CompletedTask;
}

using MesosOperator.AgentRuntime.Containers;
using MesosOperator.AgentRuntime.Containers.Daemon;
using Microsoft.Extensions.Logging;

namespace MesosOperator.AgentRuntime.Sessions;

/// <summary>A program in a container, under containerd.</summary>
internal sealed class ContainerProgram(ContainerPrograms programs, string container, string name, ILogger log) : ISessionProgram
{
    public void Signal(int signal) => _ = TryAsync(() => programs.SignalAsync(container, name, signal));

    public Task ResizeAsync(uint rows, uint columns) => TryAsync(() => programs.ResizeAsync(container, name, rows, columns));

    public Task EndInputAsync() => TryAsync(() => programs.CloseInputAsync(container, name));

    private async Task TryAsync(Func<Task> ask)
    {
        try
        {
            await ask();
        }
        catch (DaemonException fault)
        {
            SessionLog.NotTold(log, name, container, fault.Message);
        }
    }
}

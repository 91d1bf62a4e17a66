using System.Text;
using MesosOperator.AgentRuntime.Containers;
using MesosOperator.AgentRuntime.Containers.Daemon;
using MesosOperator.AgentRuntime.Tasks;
using MesosOperator.Protocol.Mesos.V1;
using Kind = MesosOperator.Protocol.Mesos.V1.Environment.Types.Variable.Types.Type;

namespace MesosOperator.AgentRuntime.Health;

/// <summary>Runs a command in the container of a task. When it takes too long it is killed; what has left it ends with the container.</summary>
internal sealed class ContainerProbe(ContainerPrograms programs)
{
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public async Task<ProbeResult> TryAsync(TaskLaunch launch, ProbeKind kind, CommandInfo command, CancellationToken stop)
    {
        IReadOnlyList<string> arguments = command.Shell ? ["/bin/sh", "-c", command.Value] : [command.Value, .. command.Arguments.Skip(1)];
        var variables = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var variable in command.Environment?.Variables ?? [])
            variables[variable.Name] = variable.Type == Kind.Secret ? variable.Secret?.Value?.Data.ToString(Encoding.UTF8) ?? "" : variable.Value;
        try
        {
            return ProbeResult.Exited(await programs.RunAsync(new ProgramRequest(launch.ContainerId, kind.ToString(), arguments, variables), stop));
        }
        catch (DaemonException fault)
        {
            return ProbeResult.Unanswered($"the command cannot be run: {RuntimeMessage.Plain(fault.Message)}");
        }
    }
}

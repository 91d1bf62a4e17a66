using MesosOperator.AgentRuntime.Containers;
using MesosOperator.AgentRuntime.Launching;
using MesosOperator.AgentRuntime.Processes;

namespace MesosOperator.AgentRuntime.Agents;

/// <summary>What tasks run under.</summary>
/// <param name="Launcher">Starts processes of this host.</param>
/// <param name="Containers">Starts containers.</param>
/// <param name="Programs">Runs programs in containers.</param>
/// <param name="Watch">Waits for the ends of either.</param>
internal sealed record Supervisors(ILauncher Launcher, ContainerRunner Containers, ContainerPrograms Programs, IProcessWatch Watch);

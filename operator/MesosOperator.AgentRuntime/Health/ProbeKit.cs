namespace MesosOperator.AgentRuntime.Health;

/// <summary>What tasks are tried with.</summary>
/// <param name="Commands">For tasks that are processes of the host.</param>
/// <param name="Containers">The same for tasks in containers.</param>
/// <param name="Sockets">Reaches where a task listens.</param>
internal sealed record ProbeKit(CommandProbe Commands, ContainerProbe Containers, TaskSockets Sockets);

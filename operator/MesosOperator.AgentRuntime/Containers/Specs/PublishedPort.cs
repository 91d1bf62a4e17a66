namespace MesosOperator.AgentRuntime.Containers.Specs;

/// <summary>A port of the host that leads to one of a container.</summary>
/// <param name="Host">The host's.</param>
/// <param name="Container">The container's.</param>
/// <param name="Protocol">tcp or udp.</param>
internal readonly record struct PublishedPort(int Host, int Container, string Protocol);

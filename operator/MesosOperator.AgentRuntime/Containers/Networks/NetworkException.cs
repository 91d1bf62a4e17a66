namespace MesosOperator.AgentRuntime.Containers.Networks;

/// <summary>A container cannot have the network that it wants; the message is for the framework to read.</summary>
internal sealed class NetworkException(string message) : Exception(message);

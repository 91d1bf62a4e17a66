namespace MesosOperator.AgentRuntime.Containers.Daemon;

/// <summary>containerd has not done what it was asked to; the message is for the framework to read.</summary>
internal sealed class DaemonException(DaemonFault fault, string message, Exception cause) : Exception(message, cause)
{
    public DaemonFault Fault { get; } = fault;
}

namespace MesosOperator.AgentRuntime.Tunnels;

/// <summary>A mark on connections that the operator has asked for: it has made sure who is behind each request on them.</summary>
internal sealed class ThroughOperator
{
    public static readonly ThroughOperator Mark = new();
}

using System.Net;

namespace MesosOperator.AgentRuntime.Tunnels;

/// <summary>Where the operator comes in: no place in any network.</summary>
internal sealed class TunnelEndPoint : EndPoint
{
    public override string ToString() => "tunnel";
}

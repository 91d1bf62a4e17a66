using MesosOperator.Protocol.AgentLink;

namespace MesosOperator.AgentRuntime.Link;

/// <summary>Dials the tunnels that the operator asks for.</summary>
internal interface ITunnelOpener
{
    /// <summary>Returns at once; the tunnel lasts until one of its ends has had enough, and no longer than the link.</summary>
    void Open(LinkTarget target, OperatorMessage.Types.OpenTunnel order, CancellationToken linkIsOver);
}

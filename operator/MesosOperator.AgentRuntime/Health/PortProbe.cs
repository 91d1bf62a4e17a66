using System.Net;
using System.Net.Sockets;

namespace MesosOperator.AgentRuntime.Health;

/// <summary>Connects to a port of the loopback, and hangs up.</summary>
internal static class PortProbe
{
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static async Task<ProbeResult> TryAsync(ProbeSpec spec, CancellationToken stop)
    {
        var target = new IPEndPoint(spec.IsVersion6 ? IPAddress.IPv6Loopback : IPAddress.Loopback, spec.Port!.Value);
        using var socket = new Socket(target.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(target, stop);
            return ProbeResult.Connected($"{target} accepts connections");
        }
        catch (SocketException refused)
        {
            return ProbeResult.NotConnected($"{target} does not accept connections: {refused.Message}");
        }
    }
}

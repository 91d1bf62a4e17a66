using System.Net;
using System.Net.Sockets;

namespace MesosOperator.AgentRuntime.Health;

/// <summary>Connects to a port of the loopback, and hangs up.</summary>
internal static class PortProbe
{
    /// <param name="spec">What to try.</param>
    /// <param name="open">Makes a socket in the network of the task; null: it has the host's.</param>
    /// <param name="stop">Gives it up.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static async Task<ProbeResult> TryAsync(ProbeSpec spec, Func<AddressFamily, Socket>? open, CancellationToken stop)
    {
        var target = new IPEndPoint(spec.IsVersion6 ? IPAddress.IPv6Loopback : IPAddress.Loopback, spec.Port!.Value);
        using var socket = open?.Invoke(target.AddressFamily) ?? new Socket(target.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
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

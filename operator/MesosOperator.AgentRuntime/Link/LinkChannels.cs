using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using Grpc.Net.Client;

namespace MesosOperator.AgentRuntime.Link;

/// <summary>How the operator is reached: HTTP/2, with TLS where its address says so. Without, it is for the loopback and networks that protect themselves.</summary>
internal static class LinkChannels
{
    private const int LargestMessage = 64 << 20;
    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(10);

    /// <summary>A host that falls silent breaks no connection: when nothing was heard for this long, its HTTP/2 is asked whether it is there.</summary>
    private static readonly TimeSpan AskWhenSilent = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(5);

    public static GrpcChannel Open(LinkTarget target, SslClientAuthenticationOptions greeting) => GrpcChannel.ForAddress(target.Operator, new GrpcChannelOptions
    {
        HttpHandler = new SocketsHttpHandler
        {
            ConnectTimeout = ConnectLimit,
            KeepAlivePingDelay = AskWhenSilent,
            KeepAlivePingTimeout = AnswerLimit,
            UseProxy = false,
            ConnectCallback = target.At is { } at ? (context, stop) => ConnectAsync(new IPEndPoint(at, context.DnsEndPoint.Port), stop) : null,
            SslOptions = greeting,
        },
        DisposeHttpClient = true,
        MaxReceiveMessageSize = LargestMessage,
    });

    private static async ValueTask<Stream> ConnectAsync(IPEndPoint place, CancellationToken stop)
    {
        var socket = new Socket(place.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(place, stop);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

using Grpc.Net.Client;

namespace MesosOperator.AgentRuntime.Link;

/// <summary>How the operator is reached: HTTP/2 without TLS, for the loopback and for networks that protect themselves.</summary>
internal static class LinkChannels
{
    private const int LargestMessage = 64 << 20;
    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(10);

    public static GrpcChannel Open(Uri address) => GrpcChannel.ForAddress(address, new GrpcChannelOptions
    {
        HttpHandler = new SocketsHttpHandler { ConnectTimeout = ConnectLimit, UseProxy = false },
        DisposeHttpClient = true,
        MaxReceiveMessageSize = LargestMessage,
    });
}

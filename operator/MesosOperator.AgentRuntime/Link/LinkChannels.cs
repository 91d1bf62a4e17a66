using Grpc.Net.Client;

namespace MesosOperator.AgentRuntime.Link;

/// <summary>How the operator is reached: HTTP/2, with TLS where its address says so. Without, it is for the loopback and networks that protect themselves.</summary>
internal static class LinkChannels
{
    private const int LargestMessage = 64 << 20;
    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(10);

    public static GrpcChannel Open(LinkSettings settings) => GrpcChannel.ForAddress(settings.Operator, new GrpcChannelOptions
    {
        HttpHandler = new SocketsHttpHandler
        {
            ConnectTimeout = ConnectLimit,
            UseProxy = false,
            SslOptions = new OperatorTrust(settings.Operator, settings.OperatorCa, settings.OperatorName).Options(),
        },
        DisposeHttpClient = true,
        MaxReceiveMessageSize = LargestMessage,
    });
}

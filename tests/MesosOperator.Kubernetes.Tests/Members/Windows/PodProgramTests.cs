using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using MesosOperator.Kubernetes.Members.Windows;
using MesosOperator.Runtime.Nodes;

namespace MesosOperator.Kubernetes.Tests.Members.Windows;

/// <summary>A program in a container, by the messages that an API server sends of it.</summary>
public sealed class PodProgramTests
{
    private const string Failed = """{"status":"Failure","reason":"NonZeroExitCode","details":{"causes":[{"reason":"ExitCode","message":"3"}]}}""";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Failed, 3)]
    [InlineData("""{"status":"Success"}""", 0)]
    [InlineData("""{"status":"Failure","message":"no such file"}""", null)]
    [InlineData("nonsense", null)]
    public async Task What_it_says_is_told_by_stream_and_its_end_is_known(string verdict, int? status)
    {
        var (server, client) = await PairAsync("v5.channel.k8s.io");
        await using var program = new PodProgram(client);
        await SayAsync(server, 1, "");
        await SayAsync(server, 1, "hello");
        await SayAsync(server, 2, "oh no");
        await SayAsync(server, 3, verdict);
        await server.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, Stop);

        Assert.Equal(["Output hel", "Output lo", "Errors oh ", "Errors no"], await AllAsync(program, 4));
        Assert.Equal(status, await program.Ended);
    }

    [Fact]
    public async Task A_connection_that_breaks_is_the_end_of_what_it_says()
    {
        var (server, client) = await PairAsync("v4.channel.k8s.io");
        await using var program = new PodProgram(client);
        await SayAsync(server, 1, "x");
        server.Dispose();

        Assert.Equal(["Output x"], await AllAsync(program, 100));
        Assert.Null(await program.Ended);
        Assert.False(await program.WriteAsync("more"u8.ToArray(), Stop));
    }

    [Theory]
    [InlineData("v5.channel.k8s.io", true)]
    [InlineData("v4.channel.k8s.io", false)]
    public async Task It_is_told_by_channel(string protocol, bool canClose)
    {
        var (server, client) = await PairAsync(protocol);
        await using var program = new PodProgram(client);

        Assert.True(await program.WriteAsync("abc"u8.ToArray(), Stop));
        await program.ResizeAsync(24, 80, Stop);
        Assert.Equal(canClose, await program.CloseInputAsync(Stop));

        Assert.Equal("0 abc", await HearAsync(server));
        Assert.Equal("4 {\"Width\":80,\"Height\":24}", await HearAsync(server));
        if (canClose)
            Assert.Equal("255 \0", await HearAsync(server));
    }

    private static async Task<string[]> AllAsync(PodProgram program, int bufferBytes)
    {
        var (all, buffer) = (new List<string>(), new byte[bufferBytes]);
        while (await program.ReadAsync(buffer, Stop) is { } said)
            all.Add($"{(said.Stream == NodeStream.Output ? "Output" : "Errors")} {Encoding.UTF8.GetString(buffer.AsSpan(0, said.Length))}");
        return [.. all];
    }

    private static Task SayAsync(WebSocket server, byte channel, string text) =>
        server.SendAsync((byte[])[channel, .. Encoding.UTF8.GetBytes(text)], WebSocketMessageType.Binary, endOfMessage: true, Stop);

    private static async Task<string> HearAsync(WebSocket server)
    {
        var buffer = new byte[100];
        var received = await server.ReceiveAsync(buffer, Stop);
        return $"{buffer[0]} {Encoding.UTF8.GetString(buffer.AsSpan(1, received.Count - 1))}";
    }

    private static async Task<(WebSocket Server, WebSocket Client)> PairAsync(string protocol)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var client = new TcpClient();
        await client.ConnectAsync((IPEndPoint)listener.LocalEndpoint, Stop);
        var server = await listener.AcceptTcpClientAsync(Stop);
        return (
            WebSocket.CreateFromStream(server.GetStream(), new WebSocketCreationOptions { IsServer = true, SubProtocol = protocol }),
            WebSocket.CreateFromStream(client.GetStream(), new WebSocketCreationOptions { SubProtocol = protocol }));
    }
}

using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using MesosOperator.Protocol.AgentLink;
using MesosOperator.Protocol.Mapping.Agents;
using MesosOperator.Protocol.Mesos.V1;
using MesosOperator.TestKit;
using Client = MesosOperator.Protocol.AgentLink.AgentLink.AgentLinkClient;
using Task = System.Threading.Tasks.Task;

namespace MesosOperator.Http.Tests.Support;

/// <summary>An agent at the other end of a real link; it says and does only what the test lets it.</summary>
public sealed class FakeAgent : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly GrpcChannel _channel;
    private readonly AsyncDuplexStreamingCall<AgentMessage, OperatorMessage> _call;

    private FakeAgent(GrpcChannel channel)
    {
        _channel = channel;
        _call = new Client(channel).Connect(cancellationToken: TestContext.Current.CancellationToken);
    }

    public string Id { get; private set; } = "";

    /// <summary>What the operator said when it ended the call.</summary>
    public string Detail { get; private set; } = "";

    public static AgentInfo Info => new()
    {
        Hostname = "agent-host",
        Port = 5051,
        Resources =
        {
            new Resource { Name = "cpus", Type = Value.Types.Type.Scalar, Scalar = new() { Value = 4 } },
            new Resource { Name = "mem", Type = Value.Types.Type.Scalar, Scalar = new() { Value = 1024 } },
            new Resource { Name = "ports", Type = Value.Types.Type.Ranges, Ranges = new() { Range = { new Value.Types.Range { Begin = 31000, End = 31005 } } } },
        },
    };

    public static FakeAgent Dial(TestOperator target) =>
        new(GrpcChannel.ForAddress($"http://127.0.0.1:{target.AgentLinkPort}"));

    /// <summary>By TLS, whatever certificate the operator shows; shows one, too.</summary>
    public static FakeAgent Dial(TestOperator target, X509Certificate2? shown) => new(Channel(target, shown));

    /// <summary>As a host that has no link yet.</summary>
    public static GrpcChannel Channel(TestOperator target, X509Certificate2? shown) => GrpcChannel.ForAddress($"https://127.0.0.1:{target.AgentLinkPort}", new()
    {
        HttpHandler = new SocketsHttpHandler
        {
            UseProxy = false,
            SslOptions = new SslClientAuthenticationOptions
            {
                ClientCertificateContext = shown is null ? null : SslStreamCertificateContext.Create(shown, null, offline: true),
                RemoteCertificateValidationCallback = (_, _, _, _) => true,
            },
        },
        DisposeHttpClient = true,
    });

    public static AgentMessage Register(byte instance = 1) => new()
    {
        Register = new()
        {
            Info = Info,
            Version = "1.2.3",
            Capabilities = { AgentCapabilityNames.ToWire(An.UsualCapabilities) },
            Instance = ByteString.CopyFrom([.. Enumerable.Repeat(instance, 16)]),
        },
    };

    /// <summary>Dials and registers.</summary>
    public static async Task<FakeAgent> RegisterAsync(TestOperator target, byte instance = 1, params IEnumerable<Resource> more)
    {
        var agent = Dial(target);
        var register = Register(instance);
        register.Register.Info.Resources.AddRange(more);
        await agent.SayAsync(register);
        agent.Id = (await agent.HearAsync()).Registered.AgentId.Value;
        return agent;
    }

    public Task SayAsync(AgentMessage message) => _call.RequestStream.WriteAsync(message, TestContext.Current.CancellationToken);

    public Task PongAsync(ulong sequence) => SayAsync(new() { Pong = new() { Sequence = sequence } });

    public Task CompleteAsync() => _call.RequestStream.CompleteAsync();

    /// <summary>The next message, which must come.</summary>
    public async Task<OperatorMessage> HearAsync()
    {
        Assert.True(await MoveNextAsync(), "the operator ended the call");
        return _call.ResponseStream.Current;
    }

    /// <summary>The next message that is not a ping.</summary>
    public async Task<OperatorMessage> HearOrderAsync()
    {
        OperatorMessage message;
        do
            message = await HearAsync();
        while (message.MessageCase == OperatorMessage.MessageOneofCase.Ping);
        return message;
    }

    /// <summary>Waits for the end of the call, and gives back its status.</summary>
    public async Task<StatusCode> EndAsync()
    {
        try
        {
            while (await MoveNextAsync())
                Assert.Equal(OperatorMessage.MessageOneofCase.Ping, _call.ResponseStream.Current.MessageCase);
            return StatusCode.OK;
        }
        catch (RpcException ended)
        {
            Detail = ended.Status.Detail;
            return ended.StatusCode;
        }
    }

    public ValueTask DisposeAsync()
    {
        _call.Dispose();
        _channel.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<bool> MoveNextAsync()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        return await _call.ResponseStream.MoveNext(patience.Token);
    }
}

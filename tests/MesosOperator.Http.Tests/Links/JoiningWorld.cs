using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Google.Protobuf;
using Grpc.Core;
using MesosOperator.Http.Tests.Support;
using MesosOperator.Protocol.AgentLink;
using MesosOperator.Protocol.Mesos.V1;
using MesosOperator.Runtime.Composition;
using MesosOperator.Runtime.Joining;
using Microsoft.Extensions.DependencyInjection;
using Client = MesosOperator.Protocol.AgentLink.AgentLink.AgentLinkClient;
using Task = System.Threading.Tasks.Task;

namespace MesosOperator.Http.Tests.Links;

/// <summary>An operator that asks agents who they are, and hosts that want to be agents.</summary>
internal sealed class JoiningWorld : IAsyncDisposable
{
    public const string Token = "abcdef.0123456789abcdef";

    private readonly CancellationTokenSource _stop = new();
    private Task _keeping = Task.CompletedTask;

    private JoiningWorld(TestOperator target, MemoryAuthority authority) => (Target, Authority) = (target, authority);

    public TestOperator Target { get; }

    public MemoryAuthority Authority { get; }

    /// <summary>Who was turned away, in the order of it.</summary>
    public IReadOnlyList<Refusal> Refusals => [.. ((RefusalRecorder)Target.Get<IRefusalObserver>()).Heard];

    public AuthorityKeeper Keeper => Target.Get<AuthorityKeeper>();

    /// <summary>It knows one token, which may be changed.</summary>
    public static async Task<JoiningWorld> StartAsync(
        AgentAuthentication authentication = AgentAuthentication.Required, Func<BootstrapToken, BootstrapToken>? change = null)
    {
        var authority = new MemoryAuthority();
        authority.Tokens = new([(change ?? (token => token))(new("abcdef", BootstrapToken.DigestOf("0123456789abcdef")))]);
        var target = await TestOperator.StartAsync(new TestSetup
        {
            Options = new HttpOptions { AgentPingInterval = TimeSpan.FromDays(1), AgentPingMisses = 1000 }, // for tests in which months pass
            Configure = services =>
            {
                services.AddSingleton<IAuthorityStore>(authority);
                services.AddSingleton<ITokenSource>(authority);
                services.AddSingleton<IRefusalObserver, RefusalRecorder>();
                services.AddJoining(new JoiningOptions { Authentication = authentication });
            },
        });
        var world = new JoiningWorld(target, authority);
        world._keeping = world.Keeper.RunAsync(world._stop.Token);
        await Eventually.ViewAsync(target, _ => authority.Current is not null);
        return world;
    }

    /// <summary>Joins as a host, and returns what the host shows from then on.</summary>
    public async Task<X509Certificate2> JoinAsync(string token = Token, Func<AgentInfo, AgentInfo>? change = null, X509Certificate2? former = null)
    {
        using var channel = FakeAgent.Channel(Target, former);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var admitted = await new Client(channel).JoinAsync(new JoinRequest
        {
            Token = token,
            CertificateRequest = RequestOf(key),
            Info = (change ?? (info => info))(FakeAgent.Info),
        }, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(Target.Get<AgentAuthority>().Bundle, admitted.Authorities);
        return Whole(admitted, key);
    }

    /// <summary>Why a host may not join.</summary>
    public async Task<Status> RefusalAsync(string token = Token, Func<AgentInfo, AgentInfo>? change = null, X509Certificate2? former = null) =>
        (await Assert.ThrowsAsync<RpcException>(() => JoinAsync(token, change, former))).Status;

    /// <summary>The link of an agent that is registered.</summary>
    public async Task<FakeAgent> RegisterAsync(X509Certificate2? shown, byte instance = 1)
    {
        var agent = FakeAgent.Dial(Target, shown);
        await agent.SayAsync(FakeAgent.Register(instance));
        Assert.NotNull((await agent.HearAsync()).Registered);
        return agent;
    }

    /// <summary>What a caller is told that is turned away.</summary>
    public async Task<(StatusCode Status, string Detail)> TurnedAwayAsync(X509Certificate2? shown, AgentMessage? first = null)
    {
        await using var agent = FakeAgent.Dial(Target, shown);
        try
        {
            await agent.SayAsync(first ?? FakeAgent.Register(9));
        }
        catch (Exception ended) when (ended is RpcException or InvalidOperationException)
        {
            // It was told before it could say anything: the call is over, and its status is read below either way.
        }

        return (await agent.EndAsync(), agent.Detail);
    }

    public static ByteString RequestOf(ECDsa key) =>
        ByteString.CopyFrom(new CertificateRequest("CN=anything", key, HashAlgorithmName.SHA256).CreateSigningRequest());

    public static X509Certificate2 Whole(Admitted admitted, ECDsa key) =>
        X509Certificate2.CreateFromPem(admitted.Certificate, key.ExportPkcs8PrivateKeyPem());

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _keeping;
        await Target.DisposeAsync();
        _stop.Dispose();
    }

    private sealed class RefusalRecorder : IRefusalObserver
    {
        public ConcurrentQueue<Refusal> Heard { get; } = [];

        public void Observe(Refusal refusal) => Heard.Enqueue(refusal);
    }
}

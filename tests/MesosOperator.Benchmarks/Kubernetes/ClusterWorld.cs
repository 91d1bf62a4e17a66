using System.Diagnostics;
using System.Globalization;
using Grpc.Net.Client;
using k8s.Models;
using MesosOperator.Crds.Agents;
using MesosOperator.Crds.Frameworks;
using MesosOperator.Crds.Offers;
using MesosOperator.Crds.Tasks;
using MesosOperator.Kubernetes.Api;
using MesosOperator.TestKit.Kubernetes.Servers;
using Client = MesosOperator.Protocol.AgentLink.AgentLink.AgentLinkClient;

namespace MesosOperator.Benchmarks.Kubernetes;

/// <summary>
/// A real API server, an operator that works on it as a process of its own, and in this process a user who watches and
/// changes objects, and agents on real links.
/// </summary>
internal sealed class ClusterWorld : IAsyncDisposable
{
    private const int RequestsAtOnce = 32;
    private const int Roles = 10;
    private const string Namespace = "default";
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    /// <summary>Longer than the operator waits before it shows what is merely offered.</summary>
    private const int QuietLooks = 8;

    private readonly KubeApiServer _server;
    private readonly k8s.Kubernetes _kubernetes;
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _agents = [];
    private GrpcChannel? _channel;

    private ClusterWorld(KubeApiServer server, OperatorProgram program)
    {
        (_server, Operator, _kubernetes) = (server, program, server.Connect());
        var api = new ApiServer(_kubernetes, TimeProvider.System, AnswerWithin);
        (Frameworks, Offers, Tasks, Agents) = (new(api), new(api), new(api), new(api));
    }

    public OperatorProgram Operator { get; private set; }

    public Seen<V1Alpha1Framework> Frameworks { get; }

    public Seen<V1Alpha1Offer> Offers { get; }

    public Seen<V1Alpha1Task> Tasks { get; }

    public Seen<V1Alpha1Agent> Agents { get; }

    /// <summary>The offers that stand.</summary>
    public IEnumerable<V1Alpha1Offer> Standing => Offers.All.Where(offer => offer.Status?.Phase == OfferPhase.Outstanding);

    public static async Task<ClusterWorld> StartAsync()
    {
        var server = await KubeApiServer.StartAsync(CancellationToken.None);
        await server.InstallDefinitionsAsync(SharedKubeApiServer.DefinitionFiles, CancellationToken.None);
        return new ClusterWorld(server, await OperatorProgram.StartAsync(server.KubeconfigPath, 0, 0));
    }

    public Task<ServedRequests> ServedAsync() => _server.ServedAsync();

    /// <summary>Makes frameworks that live in objects, in ten roles, and waits until they are subscribed.</summary>
    public async Task AddFrameworksAsync(int count)
    {
        await AtOnceAsync(Enumerable.Range(1, count), number => Frameworks.Client.CreateAsync(
            new V1Alpha1Framework
            {
                Metadata = new V1ObjectMeta { Name = string.Create(CultureInfo.InvariantCulture, $"framework-{number}"), NamespaceProperty = Namespace },
                Spec = new V1Alpha1FrameworkSpec
                {
                    Transport = FrameworkTransport.Resource,
                    Roles = [string.Create(CultureInfo.InvariantCulture, $"role-{number % Roles}")],
                    FailoverTimeoutSeconds = 3600,
                    Capabilities = [FrameworkCapability.PartitionAware],
                },
            },
            CancellationToken.None));
        await Frameworks.UntilAsync(
            () => Frameworks.All.Count(framework => framework.Status?.RegisteredAt is not null) == count, "frameworks are subscribed");
    }

    /// <summary>Starts agents with 8 CPUs and 16 GiB each; they live as long as this world, also when the operator does not.</summary>
    public void StartAgents(int count)
    {
        var handler = new SocketsHttpHandler { EnableMultipleHttp2Connections = true };
        _channel = GrpcChannel.ForAddress(
            string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Operator.AgentLinkPort}"), new GrpcChannelOptions { HttpHandler = handler });
        var client = new Client(_channel);
        _agents.AddRange(Enumerable.Range(1, count).Select(number => new LinkedAgent(number, client).RunAsync(_stop.Token)));
    }

    /// <summary>Answers offers; <paramref name="answer"/> says how.</summary>
    public Task AnswerAsync(IEnumerable<V1Alpha1Offer> offers, Func<V1Alpha1Offer, OfferResponse> answer) => AtOnceAsync(offers, offer =>
        Offers.Client.PatchAsync(
            ResourceKey.Of(offer),
            "",
            ResourcePatch.Merge(new() { ["spec"] = new System.Text.Json.Nodes.JsonObject { ["response"] = Crds.Schema.ResourceJson.ToNode(answer(offer)) } }),
            CancellationToken.None));

    /// <summary>Waits until nobody has changed anything for some seconds.</summary>
    public async Task SettleAsync()
    {
        var before = await ServedAsync();
        for (var quiet = 0; quiet < QuietLooks; quiet++)
        {
            await Task.Delay(Look, TimeProvider.System);
            var now = await ServedAsync();
            if (now.WritesSince(before) > 0)
                quiet = -1;
            before = now;
        }
    }

    /// <summary>Stops the operator and starts another in its place; returns how long the first took to stop, and when the second was started.</summary>
    public async Task<(TimeSpan Stopping, long Started)> RestartAsync()
    {
        var asked = Stopwatch.GetTimestamp();
        await Operator.StopAsync();
        var stopping = Stopwatch.GetElapsedTime(asked);
        var (port, link) = (Operator.Port, Operator.AgentLinkPort);
        await Operator.DisposeAsync();
        var started = Stopwatch.GetTimestamp();
        Operator = await OperatorProgram.StartAsync(_server.KubeconfigPath, port, link);
        return (stopping, started);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_agents);
        _channel?.Dispose();
        await Operator.DisposeAsync();
        await Frameworks.DisposeAsync();
        await Offers.DisposeAsync();
        await Tasks.DisposeAsync();
        await Agents.DisposeAsync();
        _kubernetes.Dispose();
        await _server.DisposeAsync();
        _stop.Dispose();
    }

    private static Task AtOnceAsync<T>(IEnumerable<T> items, Func<T, Task> act) => Parallel.ForEachAsync(
        items, new ParallelOptions { MaxDegreeOfParallelism = RequestsAtOnce }, async (item, _) => await act(item));
}

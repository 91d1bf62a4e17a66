using System.Globalization;
using k8s;
using k8s.Models;
using MesosOperator.Kubernetes.Api;
using MesosOperator.TestKit.Kubernetes.Servers;

namespace MesosOperator.Benchmarks.Clusters;

/// <summary>A real API server as a member cluster, with nodes on which nothing runs.</summary>
internal sealed class MemberServer : IAsyncDisposable
{
    public const string TaskNamespace = "mesos-tasks";
    public const string OtherNamespace = "others";
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromMinutes(1);

    private readonly k8s.Kubernetes _kubernetes;

    private MemberServer(string name, KubeApiServer server)
    {
        (Name, Server, _kubernetes) = (name, server, server.Connect());
        Api = new ApiServer(_kubernetes, TimeProvider.System, AnswerWithin);
        (Nodes, Pods) = (new(Api, "benchmark"), new(Api, "benchmark"));
    }

    /// <summary>What it is called as a member.</summary>
    public string Name { get; }

    public KubeApiServer Server { get; }

    /// <summary>A client as users have it.</summary>
    public k8s.Kubernetes Client => _kubernetes;

    /// <summary>A user's connection to it.</summary>
    public ApiServer Api { get; }

    public ResourceClient<V1Node> Nodes { get; }

    public ResourceClient<V1Pod> Pods { get; }

    /// <summary>Starts servers side by side, each with some nodes.</summary>
    public static async Task<MemberServer[]> StartAsync(int servers, int nodes, int cpus) =>
        await Task.WhenAll(Enumerable.Range(1, servers).Select(number => StartOneAsync(number, nodes, cpus)));

    /// <summary>The name of a node, which no other server has.</summary>
    public string NodeOf(int number) => string.Create(CultureInfo.InvariantCulture, $"{Name}-node-{number}");

    /// <summary>How many Pods of tasks there are.</summary>
    public Task<int> TaskPodsAsync() => Server.CountAsync("pods", TaskNamespace, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        _kubernetes.Dispose();
        await Server.DisposeAsync();
    }

    private static async Task<MemberServer> StartOneAsync(int number, int nodes, int cpus)
    {
        var server = await KubeApiServer.StartAsync(CancellationToken.None);
        var member = new MemberServer(string.Create(CultureInfo.InvariantCulture, $"member-{number}"), server);
        await SimulatedNodes.AddNamespaceAsync(server, TaskNamespace, CancellationToken.None);
        await SimulatedNodes.AddNamespaceAsync(server, OtherNamespace, CancellationToken.None);
        foreach (var node in Enumerable.Range(1, nodes))
            await SimulatedNodes.AddSilentAsync(server, member.NodeOf(node), cpus.ToString(CultureInfo.InvariantCulture), "256Gi", CancellationToken.None);
        return member;
    }
}

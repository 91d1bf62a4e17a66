using System.Globalization;
using k8s.Models;
using MesosOperator.Benchmarks.Kubernetes;
using MesosOperator.Crds.Clusters;
using MesosOperator.Kubernetes.Api;
using MesosOperator.TestKit.Kubernetes.Servers;

namespace MesosOperator.Benchmarks.Clusters;

/// <summary>
/// An operator as a process of its own, whose objects lie on one API server, and a framework. The clusters that are members
/// live longer than it.
/// </summary>
internal sealed class Pool : IAsyncDisposable
{
    private const string Namespace = "default";
    private readonly ResourceClient<V1Alpha1Cluster> _clusters;
    private readonly ResourceClient<V1Secret> _secrets;

    private Pool(MemberServer home, OperatorProgram program)
    {
        (Operator, _clusters, _secrets) = (program, new(home.Api, "benchmark"), new(home.Api, "benchmark"));
        Framework = new PoolFramework(new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{program.Port}")));
    }

    public OperatorProgram Operator { get; }

    public PoolFramework Framework { get; }

    /// <summary>Starts an operator whose objects lie on a server.</summary>
    public static async Task<Pool> StartAsync(MemberServer home)
    {
        await home.Server.InstallDefinitionsAsync(SharedKubeApiServer.DefinitionFiles, CancellationToken.None);
        return new Pool(home, await OperatorProgram.StartAsync(home.Server.KubeconfigPath, 0, 0));
    }

    /// <summary>Takes a cluster in. What limits the rate of requests is set so high that it limits nothing.</summary>
    public async Task JoinAsync(string name, string kubeconfig)
    {
        await _secrets.CreateAsync(
            new V1Secret
            {
                Metadata = new V1ObjectMeta { Name = name, NamespaceProperty = Namespace },
                Data = new Dictionary<string, byte[]> { ["kubeconfig"] = System.Text.Encoding.UTF8.GetBytes(kubeconfig) },
            },
            CancellationToken.None);
        await _clusters.CreateAsync(
            new V1Alpha1Cluster
            {
                Metadata = new V1ObjectMeta { Name = name },
                Spec = new V1Alpha1ClusterSpec
                {
                    Kubeconfig = new() { SecretNamespace = Namespace, SecretName = name },
                    Tasks = new() { Namespace = MemberServer.TaskNamespace, DefaultImage = "busybox" },
                    RequestLimits = new() { PerSecond = 10_000, Burst = 10_000 },
                },
            },
            CancellationToken.None);
    }

    /// <summary>Takes servers in.</summary>
    public Task JoinAsync(IEnumerable<MemberServer> members) => Task.WhenAll(members.Select(async member =>
        await JoinAsync(member.Name, await File.ReadAllTextAsync(member.Server.KubeconfigPath))));

    public async ValueTask DisposeAsync()
    {
        await Framework.DisposeAsync();
        await Operator.DisposeAsync();
    }
}

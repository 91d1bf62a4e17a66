using System.Globalization;
using MesosOperator.EndToEnd.Tests.Support;
using MesosOperator.TestKit.Kubernetes.Servers;

namespace MesosOperator.EndToEnd.Tests.Clusters.Real;

/// <summary>
/// An operator, and a cluster with a real kubelet in its pool: one for all tests of the collection, which run one after the
/// other and leave it empty. Made when a test first needs it.
/// </summary>
public sealed class RealMember : IAsyncLifetime
{
    /// <summary>The name of the cluster, and of its node.</summary>
    public const string Name = "real";

    /// <summary>Where tasks run as Pods.</summary>
    public const string Tasks = "mesos-tasks";

    /// <summary>How the operator reaches the cluster.</summary>
    public const string Secret = $"kubeconfig: {{ secretNamespace: default, secretName: {Name} }}";

    private readonly List<IAsyncDisposable> _parts = [];
    private ClusterOperatorProcess _operator = null!;
    /// <summary>The API server that the operator lives in. It has no node.</summary>
    public KubeApiServer Home { get; private set; } = null!;

    /// <summary>The API server of the cluster with the real node.</summary>
    public KubeApiServer Cluster { get; private set; } = null!;

    public KubeNode Node { get; private set; } = null!;

    /// <summary>Whether it was made.</summary>
    public bool IsReady { get; private set; }

    /// <summary>Where the Mesos API is, also after a restart.</summary>
    public Uri Api => _operator.Api;

    /// <summary>What agents dial.</summary>
    public Uri AgentLink => _operator.AgentLink;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>Has everything ready; skips the test where this host cannot have a node.</summary>
    public async Task NeedAsync()
    {
        Assert.SkipWhen(KubeNode.Missing is not null, KubeNode.Missing ?? "");
        if (!IsReady)
            await StartAsync(TestContext.Current.CancellationToken);
        await EmptyAsync();
    }

    /// <summary>Waits until no task has a Pod; a Pod goes when its end is acknowledged.</summary>
    public Task EmptyAsync() => Eventually.TrueAsync(async () => (await PodsAsync()).Length == 0, "no Pod is left");

    private async Task StartAsync(CancellationToken stop)
    {
        var home = KubeApiServer.StartAsync(stop);
        Node = Owned(await KubeNode.PrepareAsync(Name, new NodeSize(2, 1024), stop));
        Cluster = Owned(await KubeApiServer.StartAsync(Node.HostAddress, stop));
        Home = Owned(await home);
        Owned(await KubeControllers.StartAsync(Cluster));
        var joining = Node.JoinAsync(Cluster, stop);
        await Home.InstallDefinitionsAsync(SharedKubeApiServer.DefinitionFiles, stop);
        await StartOperatorAsync();
        await Home.Kubectl.SucceedAsync("create", "secret", "generic", Name, $"--from-file=kubeconfig={Cluster.KubeconfigPath}");
        await joining;
        await DeclareAsync(Name, Secret);
        IsReady = true;
    }

    /// <summary>Takes a cluster into the pool, or has it as said from now on; it is there when this returns.</summary>
    public async Task DeclareAsync(string name, string how, string binding = "Direct")
    {
        var said = await Home.Kubectl.RunWithInputAsync(
            $$"""
            apiVersion: mesosoperator.io/v1alpha1
            kind: Cluster
            metadata: { name: {{name}} }
            spec:
              {{how}}
              tasks: { namespace: {{Tasks}}, defaultImage: "{{KubeNode.Image}}", fetcherImage: "{{KubeNode.Image}}", hostPaths: [{ path: /usr/share }], binding: {{binding}} }
            """,
            "apply", "-f", "-");
        Assert.True(said.ExitCode == 0, said.Errors);
        await Eventually.TrueAsync(
            async () => (await Home.Kubectl.SucceedAsync(
                "get", "clusters.mesosoperator.io", name, "-o", "jsonpath={.metadata.generation} {.status.conditions[?(@.type=='Ready')].observedGeneration} {.status.conditions[?(@.type=='Ready')].status}"))
                .Split(' ') is [var generation, var observed, "True"] && generation == observed,
            $"cluster {name} is in the pool as it is wanted");
    }

    /// <summary>The operator hears and says nothing until <see cref="ThawOperator"/>; what comes waits for it.</summary>
    public void FreezeOperator() => _operator.Program.Send(Signal.Stop);

    public void ThawOperator() => _operator.Program.Send(Signal.Continue);

    /// <summary>Ends the operator; nobody leads until it is started again.</summary>
    public async Task StopOperatorAsync()
    {
        _operator.Program.Send(Signal.Terminate);
        Assert.Equal(0, await _operator.Program.ExitAsync());
        await _operator.DisposeAsync();
    }

    public async Task StartOperatorAsync()
    {
        var address = Home.Address.Host[..(Home.Address.Host.LastIndexOf('.') + 1)] + 200.ToString(CultureInfo.InvariantCulture);
        _operator = await ClusterOperatorProcess.StartAsync(
            Home.KubeconfigPath, "--namespace", "default", "--address", address, "--port", "5050", "--agent-link-port", "5060", "--agent-ping-interval", "1s", "--agent-ping-misses", "3", "--allocation-interval", "200ms");
    }

    /// <summary>The names of the Pods that run tasks in the cluster.</summary>
    public async Task<string[]> PodsAsync() =>
        (await Cluster.Kubectl.SucceedAsync("get", "pods", "-n", Tasks, "-o", "jsonpath={range .items[*]}{.metadata.name} {end}")).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The Pod of a task, by its name; the beginning of a Pod's name is that of its task.</summary>
    public async Task<string> PodOfAsync(string task) => Assert.Single(await PodsAsync(), pod => pod.StartsWith(task, StringComparison.Ordinal));

    public async ValueTask DisposeAsync()
    {
        if (_operator is not null)
            await _operator.DisposeAsync();
        foreach (var part in Enumerable.Reverse(_parts))
            await part.DisposeAsync();
    }

    private T Owned<T>(T part) where T : IAsyncDisposable
    {
        _parts.Add(part);
        return part;
    }
}

using k8s;
using k8s.Models;
using MesosOperator.Kubernetes.Api;
using MesosOperator.Kubernetes.Reconciling.Informers;
using MesosOperator.Kubernetes.Telemetry;
using MesosOperator.Kubernetes.Timing;
using MesosOperator.TestKit.Kubernetes;
using Microsoft.Extensions.Logging.Abstractions;

namespace MesosOperator.Kubernetes.Tests.Support;

/// <summary>A fake API server in a virtual run, and what stands on it.</summary>
internal sealed class Cluster
{
    public const string Namespace = "team";

    private readonly CancellationTokenSource _stop = new();

    private Cluster(VirtualRun run)
    {
        Run = run;
        Api = new FakeKubeApi(run.Time);
        Server = new ApiServer(Api.Connect(), run.Time, TimeSpan.FromSeconds(30));
        ConfigMaps = Client<V1ConfigMap>("test");
    }

    public VirtualRun Run { get; }

    public FakeKubeApi Api { get; }

    public ApiServer Server { get; }

    /// <summary>Other API servers, by the hosts that kubeconfigs name.</summary>
    public Dictionary<string, FakeKubeApi> Remotes { get; } = new(StringComparer.Ordinal);

    public ResourceClient<V1ConfigMap> ConfigMaps { get; }

    public Jitter Jitter { get; } = new(7);

    public TestMeters Meters { get; } = new();

    public ControllerMetrics Metrics => Meters.Metrics;

    /// <summary>Ends what the test has started.</summary>
    public CancellationToken Stop => _stop.Token;

    public static void Test(Func<Cluster, Task> body) => VirtualRun.Of(async run =>
    {
        var cluster = new Cluster(run);
        await body(cluster);
        cluster._stop.Cancel();
    });

    public static ResourceKey Key(string name) => new(Namespace, name);

    public static V1ConfigMap ConfigMap(string name, string text = "1") => new()
    {
        ApiVersion = "v1",
        Kind = "ConfigMap",
        Metadata = new V1ObjectMeta { Name = name, NamespaceProperty = Namespace },
        Data = new Dictionary<string, string> { ["text"] = text },
    };

    public ResourceClient<T> Client<T>(string fieldManager) where T : class, IKubernetesObject<V1ObjectMeta> => new(Server, fieldManager);

    public Backoff Backoff() => new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30), Jitter);

    public Informer<V1ConfigMap> Informer(InformerOptions? options = null) => new(
        ConfigMaps, options ?? new InformerOptions(), Backoff(), Run.Time, Metrics, NullLogger<Informer<V1ConfigMap>>.Instance);

    public async Task<V1ConfigMap> SetAsync(string name, string text)
    {
        if (await ConfigMaps.FindAsync(Key(name), Stop) is not { } present)
            return await ConfigMaps.CreateAsync(ConfigMap(name, text), Stop);
        present.Data["text"] = text;
        return await ConfigMaps.ReplaceAsync(present, Stop);
    }

    public Task UntilAsync(Func<bool> holds, double withinSeconds = 60) => Run.UntilAsync(holds, TimeSpan.FromSeconds(withinSeconds));
}

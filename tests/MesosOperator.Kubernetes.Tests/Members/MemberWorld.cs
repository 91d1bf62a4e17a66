using System.Text.Json.Nodes;
using k8s;
using k8s.Models;
using MesosOperator.Crds.Clusters;
using MesosOperator.Kubernetes.Api;
using MesosOperator.Kubernetes.Members;
using MesosOperator.Kubernetes.Tests.Support;
using MesosOperator.Runtime.Links;
using MesosOperator.TestKit.Kubernetes;
using Microsoft.Extensions.Logging.Abstractions;

namespace MesosOperator.Kubernetes.Tests.Members;

/// <summary>An operator, and a member cluster with an API server of its own whose nodes do what a test says.</summary>
internal sealed class MemberWorld
{
    public const string Namespace = "mesos-tasks";

    private CancellationTokenSource _cut = new();
    private Task _session = Task.CompletedTask;
    private Func<MemberState> _describe = () => new();

    private MemberWorld(OperatorWorld home)
    {
        Home = home;
        Api = new FakeKubeApi(home.Cluster.Run.Time);
        Server = new ApiServer(Api.Connect("operator"), home.Cluster.Run.Time, TimeSpan.FromSeconds(30));
        var user = new ApiServer(Api.Connect("user"), home.Cluster.Run.Time, TimeSpan.FromSeconds(30));
        (Nodes, Pods) = (new(user, "user"), new(user, "user"));
    }

    public OperatorWorld Home { get; }

    public FakeKubeApi Api { get; }

    public ApiServer Server { get; }

    public ResourceClient<V1Node> Nodes { get; }

    public ResourceClient<V1Pod> Pods { get; }

    /// <summary>How the cluster is doing, as far as the session knows that is or was the last.</summary>
    public MemberState State => _describe();

    public V1Alpha1ClusterSpec Spec { get; set; } = new() { Tasks = new ClusterTasks { Namespace = Namespace, DefaultImage = "busybox" } };

    /// <summary>How many nodes and Pods may wait.</summary>
    public int KeysMax { get; set; } = 1000;

    public static void Test(Func<MemberWorld, Task> body) => OperatorWorld.Test(async home =>
    {
        var world = new MemberWorld(home);
        await body(world);
        await world.CutAsync();
    });

    /// <summary>Reaches the cluster, from now until it is cut.</summary>
    public void Reach()
    {
        var parts = new MemberParts(
            Home.Operator.Master, Home.Operator.Get<LinkNumbers>(), Home.Operator.Get<MemberLinks>(), Home.Cluster.Run.Time, Home.Cluster.Metrics, Home.Cluster.Jitter, NullLoggerFactory.Instance);
        var session = new MemberSession(new MemberSettings("east", Spec) { KeysMax = KeysMax }, Server, parts);
        _cut = new();
        _describe = () => session.Describe(new MemberState());
        _session = session.RunAsync(_cut.Token);
    }

    public async Task CutAsync()
    {
        await _cut.CancelAsync();
        await _session;
    }

    /// <summary>A node joins the cluster.</summary>
    public async Task AddNodeAsync(string name = "n1", string cpus = "4", string memory = "1Gi")
    {
        var node = new V1Node
        {
            ApiVersion = "v1",
            Kind = "Node",
            Metadata = new V1ObjectMeta { Name = name, Labels = new Dictionary<string, string> { ["topology.kubernetes.io/region"] = "eu", ["topology.kubernetes.io/zone"] = "eu-1", ["kubernetes.io/arch"] = "amd64" } },
            Spec = new V1NodeSpec(),
            Status = new V1NodeStatus
            {
                Allocatable = new Dictionary<string, ResourceQuantity> { ["cpu"] = new(cpus), ["memory"] = new(memory) },
                Conditions = [new V1NodeCondition { Type = "Ready", Status = "True" }],
                Addresses = [new V1NodeAddress { Type = "InternalIP", Address = "10.1.0.1" }],
                NodeInfo = new V1NodeSystemInfo { KubeletVersion = "v1.35.0" },
            },
        };
        var status = new JsonObject { ["status"] = JsonNode.Parse(KubernetesJson.Serialize(node.Status)) };
        await Nodes.CreateAsync(node, CancellationToken.None);
        await Nodes.PatchAsync(new("", name), "status", ResourcePatch.Merge(status), CancellationToken.None);
    }

    /// <summary>Somebody else's Pod takes a place on a node.</summary>
    public Task<V1Pod> AddPodAsync(string name, string node, string cpus) => Pods.CreateAsync(
        new V1Pod
        {
            ApiVersion = "v1",
            Kind = "Pod",
            Metadata = new V1ObjectMeta { Name = name, NamespaceProperty = "default" },
            Spec = new V1PodSpec
            {
                NodeName = node,
                Containers = [new V1Container { Name = "c", Resources = new V1ResourceRequirements { Requests = new Dictionary<string, ResourceQuantity> { ["cpu"] = new(cpus) } } }],
            },
            Status = new V1PodStatus { Phase = "Running" },
        },
        CancellationToken.None);

    /// <summary>A Pod that says it is ours.</summary>
    public Task<V1Pod> AddOwnPodAsync(string name) => Pods.CreateAsync(
        new V1Pod
        {
            Metadata = new V1ObjectMeta { Name = name, NamespaceProperty = Namespace, Labels = new Dictionary<string, string> { [Crds.Labels.Cluster] = "east" } },
            Spec = new V1PodSpec { NodeName = "n1", Containers = [] },
        },
        CancellationToken.None);

    /// <summary>The one Pod of ours, once there is one.</summary>
    public async Task<V1Pod> PodAsync(Func<V1Pod, bool>? holds = null)
    {
        V1Pod? found = null;
        var limit = Home.Cluster.Run.Elapsed + TimeSpan.FromSeconds(60);
        while (found is null)
        {
            Assert.True(Home.Cluster.Run.Elapsed < limit, "there is no such Pod");
            await Home.PassAsync(0.05);
            found = (await OwnPodsAsync()).SingleOrDefault(pod => holds is null || holds(pod));
        }

        return found;
    }

    public async Task<IReadOnlyList<V1Pod>> OwnPodsAsync() => (await Pods.ListAsync(new(Namespace), 0, "", CancellationToken.None)).Items;

    /// <summary>Lets time pass until something holds.</summary>
    public async Task PassUntilAsync(Func<Task<bool>> holds)
    {
        var limit = Home.Cluster.Run.Elapsed + TimeSpan.FromSeconds(60);
        while (!await holds())
        {
            Assert.True(Home.Cluster.Run.Elapsed < limit, "it is still not so");
            await Home.PassAsync(0.5);
        }
    }

    /// <summary>The node says what became of the only container of a Pod.</summary>
    public Task SayAsync(V1Pod pod, string phase, JsonObject containerState, string? reason = null, string? message = null) => Pods.PatchAsync(
        ResourceKey.Of(pod),
        "status",
        ResourcePatch.Merge(new JsonObject
        {
            ["status"] = new JsonObject
            {
                ["phase"] = phase,
                ["reason"] = reason,
                ["message"] = message,
                ["containerStatuses"] = containerState.Count == 0 ? null : new JsonArray(new JsonObject { ["name"] = "task-0", ["ready"] = true, ["state"] = containerState }),
            },
        }),
        CancellationToken.None);

    public Task RunAsync(V1Pod pod) => SayAsync(pod, "Running", new JsonObject { ["running"] = new JsonObject() });

    public Task EndAsync(V1Pod pod, int exitCode, string? reason = null) => SayAsync(
        pod, exitCode == 0 ? "Succeeded" : "Failed", new JsonObject { ["terminated"] = new JsonObject { ["exitCode"] = exitCode, ["reason"] = reason } });
}

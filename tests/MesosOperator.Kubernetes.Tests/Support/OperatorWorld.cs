using System.Text.Json.Nodes;
using k8s;
using k8s.Models;
using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Master.State;
using MesosOperator.Core.Master.Views;
using MesosOperator.Crds;
using MesosOperator.Crds.Agents;
using MesosOperator.Crds.Clusters;
using MesosOperator.Crds.Frameworks;
using MesosOperator.Crds.Offers;
using MesosOperator.Crds.Roles;
using MesosOperator.Crds.Tasks;
using MesosOperator.Kubernetes.Api;
using MesosOperator.Runtime.Loop;
using MesosOperator.Runtime.Ports;

namespace MesosOperator.Kubernetes.Tests.Support;

/// <summary>An API server, an operator on it, agents, and a user with kubectl.</summary>
internal sealed class OperatorWorld
{
    /// <summary>By which the user's requests are told from the operator's.</summary>
    public const string User = "kubectl";

    private readonly MasterSettings _settings;

    private OperatorWorld(Cluster cluster, MasterSettings settings)
    {
        (Cluster, _settings) = (cluster, settings);
        var server = new ApiServer(cluster.Api.Connect(User), cluster.Run.Time, TimeSpan.FromSeconds(30));
        Frameworks = new(server, User);
        Offers = new(server, User);
        Tasks = new(server, User);
        Agents = new(server, User);
        Roles = new(server, User);
        Clusters = new(server, User);
        Events = new(server, User);
        Operator = New("m1");
    }

    public Cluster Cluster { get; }

    public FakeAgents Hosts { get; } = new();

    public FakeStreams Streams { get; } = new();

    /// <summary>The one that leads.</summary>
    public OperatorRun Operator { get; private set; }

    public ResourceClient<V1Alpha1Framework> Frameworks { get; }

    public ResourceClient<V1Alpha1Offer> Offers { get; }

    public ResourceClient<V1Alpha1Task> Tasks { get; }

    public ResourceClient<V1Alpha1Agent> Agents { get; }

    public ResourceClient<V1Alpha1Role> Roles { get; }

    public ResourceClient<V1Alpha1Cluster> Clusters { get; }

    public ResourceClient<Eventsv1Event> Events { get; }

    public static void Test(Func<OperatorWorld, Task> body, MasterSettings? settings = null) => Cluster.Test(async cluster =>
    {
        var world = await OnAsync(cluster, settings);
        await body(world);
        await world.Operator.StopAsync();
    });

    /// <summary>With an operator that leads and is to be stopped.</summary>
    public static async Task<OperatorWorld> OnAsync(Cluster cluster, MasterSettings? settings = null)
    {
        var world = new OperatorWorld(cluster, settings ?? new());
        await world.LeadAsync();
        return world;
    }

    /// <summary>The operator stops, and another takes its place; agents stay away until they are told to return.</summary>
    public async Task RestartAsync(string masterId = "m2")
    {
        Hosts.Master = null;
        await Operator.StopAsync();
        await StartAsync(masterId);
    }

    /// <summary>Another operator takes the place of one that has stopped.</summary>
    public async Task StartAsync(string masterId)
    {
        Operator = New(masterId);
        await LeadAsync();
    }

    /// <summary>Waits until an object is as it should be, and returns it.</summary>
    public async Task<T> UntilAsync<T>(ResourceClient<T> client, ResourceKey key, Func<T, bool> holds, double withinSeconds = 60)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var limit = Cluster.Run.Elapsed + TimeSpan.FromSeconds(withinSeconds);
        while (true)
        {
            var found = await client.FindAsync(key, CancellationToken.None);
            if (found is not null && holds(found))
                return found;
            Assert.True(Cluster.Run.Elapsed < limit, $"{key} is not so: {(found is null ? "there is none" : KubernetesJson.Serialize(found))}");
            await Cluster.Run.PassAsync(TimeSpan.FromMilliseconds(50));
        }
    }

    public async Task UntilGoneAsync<T>(ResourceClient<T> client, ResourceKey key, double withinSeconds = 60) where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var limit = Cluster.Run.Elapsed + TimeSpan.FromSeconds(withinSeconds);
        while (await client.FindAsync(key, CancellationToken.None) is { } found)
        {
            Assert.True(Cluster.Run.Elapsed < limit, $"{key} is still there: {KubernetesJson.Serialize(found)}");
            await Cluster.Run.PassAsync(TimeSpan.FromMilliseconds(50));
        }
    }

    /// <summary>All objects of a kind.</summary>
    public async Task<IReadOnlyList<T>> AllAsync<T>(ResourceClient<T> client) where T : class, IKubernetesObject<V1ObjectMeta> =>
        (await client.ListAsync(new(), 0, "", CancellationToken.None)).Items;

    /// <summary>The one offer that stands, once there is one and no other.</summary>
    public async Task<V1Alpha1Offer> OfferAsync(double withinSeconds = 60)
    {
        V1Alpha1Offer[] standing = [];
        var limit = Cluster.Run.Elapsed + TimeSpan.FromSeconds(withinSeconds);
        while (standing.Length != 1)
        {
            Assert.True(Cluster.Run.Elapsed < limit, $"{standing.Length} offers stand");
            await Cluster.Run.PassAsync(TimeSpan.FromMilliseconds(50));
            standing = [.. (await AllAsync(Offers)).Where(offer => offer.Status?.Phase == OfferPhase.Outstanding)];
        }

        return standing[0];
    }

    /// <summary>Makes a framework that lives in objects.</summary>
    public Task<V1Alpha1Framework> ApplyFrameworkAsync(string name = "by-hand", Func<V1Alpha1FrameworkSpec, V1Alpha1FrameworkSpec>? with = null)
    {
        var spec = new V1Alpha1FrameworkSpec { Transport = FrameworkTransport.Resource, Roles = ["dev"], FailoverTimeoutSeconds = 3600, Capabilities = [FrameworkCapability.PartitionAware] };
        return Frameworks.CreateAsync(
            new V1Alpha1Framework
            {
                Metadata = new V1ObjectMeta { Name = name, NamespaceProperty = Cluster.Namespace },
                Spec = with is null ? spec : with(spec),
            },
            CancellationToken.None);
    }

    /// <summary>Changes an object as <c>kubectl patch --type=merge</c> does.</summary>
    public Task<T> PatchAsync<T>(ResourceClient<T> client, ResourceKey key, string patch) where T : class, IKubernetesObject<V1ObjectMeta> =>
        client.PatchAsync(key, "", ResourcePatch.Merge(JsonNode.Parse(patch)!.AsObject()), CancellationToken.None);

    /// <summary>Sets an annotation; null takes it away.</summary>
    public Task<T> AnnotateAsync<T>(ResourceClient<T> client, ResourceKey key, string name, string? value) where T : class, IKubernetesObject<V1ObjectMeta> =>
        PatchAsync(client, key, new JsonObject { ["metadata"] = new JsonObject { ["annotations"] = new JsonObject { [name] = value } } }.ToJsonString());

    /// <summary>Accepts an offer with tasks of one CPU each.</summary>
    public Task<V1Alpha1Offer> LaunchAsync(V1Alpha1Offer offer, params IEnumerable<string> tasks) => PatchAsync(Offers, ResourceKey.Of(offer), new JsonObject
    {
        ["spec"] = new JsonObject
        {
            ["response"] = new JsonObject
            {
                ["accept"] = new JsonObject
                {
                    ["operations"] = new JsonArray(new JsonObject
                    {
                        ["launch"] = new JsonObject
                        {
                            ["tasks"] = new JsonArray([.. tasks.Select(task => new JsonObject
                            {
                                ["id"] = task,
                                ["resources"] = new JsonObject { ["cpus"] = "1", ["mem"] = "64Mi" },
                                ["command"] = new JsonObject { ["shell"] = "sleep 1" },
                            })]),
                        },
                    }),
                },
            },
        },
    }.ToJsonString());

    /// <summary>The reasons of the events about an object, in order.</summary>
    public async Task<string[]> ReasonsAsync(string name) =>
        [.. (await AllAsync(Events)).Where(told => told.Regarding.Name == name).OrderBy(told => told.EventTime).Select(told => told.Reason)];

    /// <summary>Subscribes a framework over HTTP, as the endpoint does; returns what it is refused for before the master is asked.</summary>
    public async Task<string?> SubscribeAsync(string stream, FrameworkInfo info)
    {
        if (Operator.Get<IFrameworkAdmission>().Admit(info) is not FrameworkAdmission.Admitted admitted)
            return ((FrameworkAdmission.Refused)Operator.Get<IFrameworkAdmission>().Admit(info)).Reason;
        Assert.Equal(Admission.Accepted, (await Operator.Master.CallAsync(new SubscriptionCommand.Subscribe(new(stream), admitted.Info, []))).Admission);
        return null;
    }

    /// <summary>What the master knows now.</summary>
    public async Task<MasterView> ViewAsync() => (await Operator.Master.ViewAsync(CancellationToken.None))!;

    /// <summary>Lets seconds pass.</summary>
    public Task PassAsync(double seconds) => Cluster.Run.PassAsync(TimeSpan.FromSeconds(seconds));

    /// <summary>Whether the condition Ready is true, and its reason.</summary>
    public static string Ready(ResourceStatus? status) =>
        Find(status?.Conditions, Conditions.Ready) is { } ready ? $"{ready.Status} {ready.Reason}" : "";

    public static Condition? Find(IEnumerable<Condition>? conditions, string type) => conditions?.FirstOrDefault(condition => condition.Type == type);

    private OperatorRun New(string masterId) => new(Cluster, masterId, Hosts, Streams, _settings);

    private async Task LeadAsync()
    {
        await Operator.StartAsync();
        Hosts.Master = Operator.Master;
        await Cluster.UntilAsync(() => Operator.Get<MasterProgress>().IsServing);
    }
}

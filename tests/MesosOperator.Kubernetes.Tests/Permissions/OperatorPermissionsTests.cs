using System.Collections.Immutable;
using k8s.Models;
using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Roles;
using MesosOperator.Core.Tasks;
using MesosOperator.Crds.Clusters;
using MesosOperator.Crds.Generator;
using MesosOperator.Kubernetes.Api;
using MesosOperator.Kubernetes.Composition;
using MesosOperator.Kubernetes.Events;
using MesosOperator.Kubernetes.Leadership;
using MesosOperator.Kubernetes.Permissions;
using MesosOperator.Kubernetes.Tests.Access;
using MesosOperator.Kubernetes.Tests.Joining;
using MesosOperator.Kubernetes.Tests.Support;
using MesosOperator.Runtime.Access;
using MesosOperator.TestKit;
using MesosOperator.TestKit.Kubernetes;
using Microsoft.Extensions.Logging.Abstractions;

namespace MesosOperator.Kubernetes.Tests.Permissions;

public sealed class OperatorPermissionsTests
{
    /// <summary>Who makes what the operator finds.</summary>
    private const string User = "user";

    private static readonly Rights All = new(OperatorPermissions.All, AccessWorld.OperatorNamespace);

    /// <summary>Whoever adds a part that asks something adds here what makes it ask.</summary>
    [Fact]
    public void They_are_what_the_parts_ask_for_and_no_more() => Cluster.Test(async cluster =>
    {
        await LeadAsync(cluster);
        await TellAsync(cluster);
        await AccessAsync(cluster);
        await JoinAsync(cluster);
        await OperateAsync(cluster);

        FakeRequest[] asked = [.. cluster.Api.Requests.Where(request => request.Client is not (User or OperatorWorld.User))];
        Assert.Empty(All.Missing(asked));
        Assert.Empty(All.Needless(asked));
    });

    [Theory]
    [InlineData("GET", "/api/v1/namespaces/team/secrets/credentials", "", "get /secrets 'credentials' in 'team'")]
    [InlineData("PUT", "/api/v1/namespaces/mesos/secrets/mesos-credentials", "", "update /secrets 'mesos-credentials' in 'mesos'")]
    [InlineData("GET", "/api/v1/namespaces/team/secrets", "", "list /secrets '' in 'team'")]
    [InlineData("GET", "/api/v1/namespaces/team/secrets", "?fieldSelector=metadata.name%3Dmesos-credentials", "list /secrets 'mesos-credentials' in 'team'")]
    [InlineData("PUT", "/apis/coordination.k8s.io/v1/namespaces/mesos/leases/other", "", "update coordination.k8s.io/leases 'other' in 'mesos'")]
    [InlineData("DELETE", "/apis/mesosoperator.io/v1alpha1/roles/eng", "", "delete mesosoperator.io/roles 'eng' in ''")]
    [InlineData("PATCH", "/apis/mesosoperator.io/v1alpha1/machines/eng/status", "", "patch mesosoperator.io/machines/status 'eng' in ''")]
    public void What_they_do_not_say_is_missed(string method, string path, string query, string missing) =>
        Assert.Equal([missing], All.Missing([new FakeRequest("", default, new HttpMethod(method), path, query)]));

    [Fact]
    public void What_nobody_asks_for_is_found() =>
        Assert.Equal(["create /secrets"], new Rights([Permission.InCluster("", "secrets", "create")], "mesos").Needless([]));

    [Fact]
    public void The_file_of_roles_says_the_same()
    {
        foreach (var (name, text) in RoleFiles.All())
            Assert.True(text == File.ReadAllText(Path.Combine(SourceFolder.Root, "samples/install", name)), $"{name} is stale: run `make rbac`");
    }

    private static async Task LeadAsync(Cluster cluster)
    {
        using var election = new LeaderElection(
            cluster.Client<V1Lease>("test"), new(AccessWorld.OperatorNamespace, LeaderElectionOptions.DefaultLease) { Identity = "one" },
            cluster.Jitter, cluster.Run.Time, cluster.Metrics, NullLogger<LeaderElection>.Instance);
        var label = await LabelAsync(cluster, election);
        using var stop = new CancellationTokenSource();
        var (leading, labelling) = (election.RunAsync(stop.Token), label.RunAsync(stop.Token));
        await cluster.Run.PassAsync(TimeSpan.FromSeconds(10));
        stop.Cancel();
        await leading;
        await labelling;
    }

    private static async Task<LeaderLabel> LabelAsync(Cluster cluster, LeaderElection election)
    {
        var users = new ResourceClient<V1Pod>(new ApiServer(cluster.Api.Connect(User), cluster.Run.Time, TimeSpan.FromSeconds(30)), User);
        var pod = new V1Pod { ApiVersion = "v1", Kind = "Pod", Metadata = new V1ObjectMeta { Name = "own", NamespaceProperty = AccessWorld.OperatorNamespace } };
        await users.CreateAsync(pod, cluster.Stop);
        return new LeaderLabel(
            cluster.Client<V1Pod>("test"), ResourceKey.Of(pod), election, cluster.Backoff(), cluster.Run.Time, NullLogger<LeaderLabel>.Instance);
    }

    private static async Task TellAsync(Cluster cluster)
    {
        var recorder = new EventRecorder(
            cluster.Client<Eventsv1Event>("test"), new("mesosoperator.io/test", "one") { SeriesPeriod = TimeSpan.Zero }, cluster.Run.Time,
            cluster.Metrics, NullLogger<EventRecorder>.Instance);
        _ = recorder.RunAsync(cluster.Stop);
        foreach (var note in (string[])["seen", "seen"])
            recorder.Tell(Cluster.ConfigMap("a"), EventKind.Normal, "Seen", "See", note);
        await cluster.UntilAsync(() => cluster.Meters.Counted("mesosoperator.object.events Repeated") == 1);
    }

    private static async Task AccessAsync(Cluster cluster)
    {
        var world = new AccessWorld(cluster);
        _ = world.Credentials().RunAsync(cluster.Stop);
        await world.AuthenticateAsync("good");
        await world.AuthorizeAsync(Principal.Anonymous, new AccessRequest.ReadState("/state"));
        await cluster.UntilAsync(() => cluster.Api.OpenWatches == 1);
    }

    private static async Task JoinAsync(Cluster cluster)
    {
        var process = await new JoiningProcess(cluster).StartedAsync();
        await process.Keeper.RevokeAsync("agent", "host", cluster.Stop);
    }

    /// <summary>A story in which every part of the operator has something to do.</summary>
    private static async Task OperateAsync(Cluster cluster)
    {
        var world = await OperatorWorld.OnAsync(cluster);
        var host = world.Hosts.Join();
        await world.Clusters.CreateAsync(
            new V1Alpha1Cluster
            {
                Metadata = new V1ObjectMeta { Name = "east" },
                Spec = new V1Alpha1ClusterSpec { Kubeconfig = new ClusterKubeconfig { SecretNamespace = AccessWorld.OperatorNamespace, SecretName = "east" } },
            },
            CancellationToken.None);
        await world.UntilAsync(world.Clusters, new("", "east"), known => OperatorWorld.Ready(known.Status) == "False SecretMissing");
        await world.ApplyFrameworkAsync(with: spec => spec with { Scheduler = new() { Template = [] } });
        await world.Operator.Master.CallAsync(new OperatorCommand.UpdateWeights(ImmutableSortedDictionary<RoleName, int>.Empty.Add(new("dev"), 2000)));
        await world.Operator.Master.CallAsync(new OperatorCommand.UpdateWeights(ImmutableSortedDictionary<RoleName, int>.Empty.Add(new("dev"), 3000)));
        await world.LaunchAsync(await world.OfferAsync(), "one");
        await world.UntilAsync(world.Tasks, Cluster.Key("by-hand.one"), task => task.Status?.State == TaskState.Running);
        await world.Offers.DeleteAsync(ResourceKey.Of(await world.OfferAsync()), CancellationToken.None);
        await world.PassAsync(2);
        await world.Operator.Master.CallAsync(new OperatorCommand.UpdateMaintenance([new([new("elsewhere", "")], new(1, null))]));
        await world.Operator.Master.CallAsync(new OperatorCommand.UpdateMaintenance([]));
        await world.Operator.Master.CallAsync(new OperatorCommand.DeactivateAgent(host.Id!.Value));
        await world.PatchAsync(world.Frameworks, Cluster.Key("by-hand"), """{"spec":{"scheduler":null}}""");
        await world.PassAsync(5);
        await world.SubscribeAsync("s1", new FrameworkInfo("root", "spark") { Roles = [new("dev")] });
        await world.Frameworks.DeleteAsync(Cluster.Key("by-hand"), CancellationToken.None);
        await world.UntilGoneAsync(world.Frameworks, Cluster.Key("by-hand"));
        var spark = (await world.ViewAsync()).Frameworks.Single().Id;
        await world.Operator.Master.CallAsync(new OperatorCommand.TearDownFramework(spark));
        host.Tell(new AgentCommand.Leave(host.Link));
        await world.PassAsync(5);
        await world.Operator.StopAsync();
    }
}

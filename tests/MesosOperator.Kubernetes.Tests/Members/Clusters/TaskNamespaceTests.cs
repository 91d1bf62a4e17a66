using k8s.Models;
using MesosOperator.Core.Tasks;
using MesosOperator.Crds;
using MesosOperator.Crds.Resources;
using MesosOperator.Kubernetes.Tests.Support;
using MesosOperator.TestKit.Kubernetes;

namespace MesosOperator.Kubernetes.Tests.Members.Clusters;

/// <summary>The namespace of the tasks and its ResourceQuota.</summary>
public sealed class TaskNamespaceTests
{
    private const string Namespace = "mesos-tasks";

    [Fact]
    public void It_is_made_with_labels() => ClustersWorld.Test(async world =>
    {
        var remote = await world.JoinedAsync("east");

        var made = await remote.Namespaces.FindAsync(new("", Namespace), CancellationToken.None);

        Assert.Equal(("mesos-operator", "privileged"), (made!.Metadata.Labels[Labels.ManagedBy], made.Metadata.Labels["pod-security.kubernetes.io/enforce"]));
    });

    [Fact]
    public void What_others_have_made_stays() => ClustersWorld.Test(async world =>
    {
        var remote = await world.MakeAsync("east");
        await remote.Namespaces.CreateAsync(new V1Namespace { Metadata = new V1ObjectMeta { Name = Namespace } }, CancellationToken.None);
        await world.AddAsync("east");
        await world.UntilAsync("east", status => status.Nodes == 1);

        Assert.Null((await remote.Namespaces.FindAsync(new("", Namespace), CancellationToken.None))!.Metadata.Labels);
        Assert.DoesNotContain(remote.Asked, request => request is { IsWrite: true, Plural: "namespaces" or "resourcequotas" });
    });

    [Fact]
    public void Where_it_cannot_be_made_nothing_is_offered() => ClustersWorld.Test(async world =>
    {
        var remote = await world.MakeAsync("east");
        var fault = remote.Fail(403, when: request => request is { IsWrite: true, Plural: "namespaces" });
        await world.AddAsync("east");

        var status = await world.UntilAsync("east", known => known.Nodes == 1 && ClustersWorld.Of(known, Conditions.Ready) == "False NamespaceFailed");
        Assert.StartsWith("Namespace mesos-tasks is not as wanted: POST api/v1/namespaces", ClustersWorld.MessageOf(status, Conditions.Ready));
        Assert.Equal(("True NamespaceFailed", "0"), (ClustersWorld.Of(status, Conditions.Connected), status.Free!["cpus"].Text));

        fault.Times = 0;
        await world.UntilAsync("east", known => known.Free!["cpus"].Text == "4" && ClustersWorld.Of(known, Conditions.Ready) == "True AsWanted");
    });

    [Fact]
    public void Quota_is_set_followed_and_taken_away() => ClustersWorld.Test(async world =>
    {
        var remote = await world.JoinedAsync("east", with: spec => spec with { Tasks = spec.Tasks with { Quota = new ResourceAmounts { ["cpus"] = new("2"), ["mem"] = new("1Gi"), ["gpus"] = new("1") } } });
        var quota = await QuotaAsync(remote);
        Assert.Equal(
            "requests.cpu=2 requests.memory=1Gi requests.nvidia.com/gpu=1",
            string.Join(' ', quota!.Spec.Hard.OrderBy(limit => limit.Key, StringComparer.Ordinal).Select(limit => $"{limit.Key}={limit.Value}")));

        await world.Home.PatchAsync(world.Home.Clusters, new("", "east"), """{"spec":{"tasks":{"quota":{"cpus":"3","mem":null,"gpus":null}}}}""");
        await world.Home.UntilAsync(remote.Quotas, new(Namespace, "mesos-operator"), known => known.Spec.Hard is { Count: 1 } hard && hard["requests.cpu"].ToString() == "3");

        await world.Home.PatchAsync(world.Home.Clusters, new("", "east"), """{"spec":{"tasks":{"quota":null}}}""");
        await world.Home.UntilGoneAsync(remote.Quotas, new(Namespace, "mesos-operator"));
    });

    [Fact]
    public void Rights_to_set_a_quota_are_needed_where_there_is_to_be_one() => ClustersWorld.Test(async world =>
    {
        var remote = await world.MakeAsync("east");
        remote.Forbid("patch resourcequotas");
        await world.AddAsync("east", with: spec => spec with { Tasks = spec.Tasks with { Quota = new ResourceAmounts { ["cpus"] = new("2") } } });

        var status = await world.UntilAsync("east", Conditions.Ready, "False Forbidden");

        Assert.Equal("The operator may not patch resourcequotas in namespace mesos-tasks", ClustersWorld.MessageOf(status, Conditions.Ready));
    });

    [Fact]
    public void Task_that_the_server_refuses_is_dropped_with_its_words() => ClustersWorld.Test(async world =>
    {
        var remote = await world.JoinedAsync("east");
        remote.Fail(403, when: MakesPod);
        await world.Home.PassAsync(15);

        Assert.Equal("POST api/v1/namespaces/mesos-tasks/pods?fieldManager=mesos-operator: 403 made to fail", await DroppedAsync(world));
        Assert.Single(remote.Asked, MakesPod);
    });

    [Fact]
    public void What_is_refused_in_a_new_namespace_is_tried_again_for_a_while() => ClustersWorld.Test(async world =>
    {
        await world.Home.ApplyFrameworkAsync();
        var remote = await world.MakeAsync("east");
        var fault = remote.Fail(403, when: MakesPod);
        fault.Times = 2;
        await world.AddAsync("east");
        await world.Home.LaunchAsync(await world.Home.OfferAsync(), "one");

        await world.Home.UntilAsync(world.Home.Tasks, Cluster.Key("by-hand.one"), _ => remote.Asked.Count(MakesPod) == 3);
        Assert.Single((await remote.Pods.ListAsync(new(Namespace), 0, "", CancellationToken.None)).Items);
    });

    [Fact]
    public void Task_whose_pod_cannot_be_made_for_long_is_dropped() => ClustersWorld.Test(async world =>
    {
        var remote = await world.JoinedAsync("east");
        remote.Fail(500, when: MakesPod);

        Assert.Contains("500 made to fail", await DroppedAsync(world));
        Assert.InRange(remote.Asked.Count(MakesPod), 5, 30);
    });

    private static bool MakesPod(FakeRequest request) => request.Method == HttpMethod.Post && request.Plural == "pods";

    /// <summary>Launches a task, and returns why it was dropped.</summary>
    private static async Task<string?> DroppedAsync(ClustersWorld world)
    {
        await world.Home.ApplyFrameworkAsync();
        await world.Home.LaunchAsync(await world.Home.OfferAsync(), "one");
        var task = await world.Home.UntilAsync(world.Home.Tasks, Cluster.Key("by-hand.one"), task => task.Status?.State == TaskState.Dropped, 240);
        return task.Status!.Message;
    }

    private static Task<V1ResourceQuota?> QuotaAsync(RemoteCluster remote) => remote.Quotas.FindAsync(new(Namespace, "mesos-operator"), CancellationToken.None);
}

using k8s.Models;
using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Tasks;
using MesosOperator.Crds;
using MesosOperator.Crds.Frameworks;
using MesosOperator.Kubernetes.Api;
using MesosOperator.Kubernetes.Tests.Support;
using MesosOperator.TestKit.Kubernetes;

namespace MesosOperator.Kubernetes.Tests.Controllers;

/// <summary>Frameworks that live in objects.</summary>
public sealed class FrameworkTests
{
    private static readonly ResourceKey Key = Cluster.Key("by-hand");

    [Fact]
    public void Framework_is_registered_and_its_status_tells_how_it_is_doing() => OperatorWorld.Test(async world =>
    {
        var made = await world.ApplyFrameworkAsync();
        var lonely = await world.UntilAsync(world.Frameworks, Key, framework => IsConnected(framework));
        Assert.Equal(("NothingForIt", "True AsWanted"), (Offered(lonely), OperatorWorld.Ready(lonely.Status)));
        world.Hosts.Join();

        await world.LaunchAsync(await world.OfferAsync(), "one");

        var status = (await world.UntilAsync(world.Frameworks, Key, framework => framework.Status is { Tasks.Running: 1, Offers: 1 })).Status!;
        Assert.Equal((made.Metadata.Uid, 1L, "1", "100%"), (status.Id, status.ObservedGeneration, status.Allocated!["cpus"].Text, status.Share));
        Assert.Equal(["Registered"], await world.ReasonsAsync("by-hand"));
    });

    [Fact]
    public void Why_nothing_is_offered_is_told_anew_though_nothing_of_the_framework_changes() => OperatorWorld.Test(async world =>
    {
        await world.ApplyFrameworkAsync();
        await world.PatchAsync(world.Frameworks, Key, """
            {"spec":{"offerConstraints":[{"role":"dev","groups":[{"constraints":[{"attribute":"rack","operator":"Exists"}]}]}]}}
            """);
        await world.UntilAsync(world.Frameworks, Key, framework => Why(framework) == "role dev: there are no agents");

        world.Hosts.Join();

        await world.UntilAsync(world.Frameworks, Key, framework => Why(framework) == "role dev: of 1 agents 1 excluded by offer constraints");
    });

    [Fact]
    public void Wrong_spec_is_told_with_every_problem_and_the_last_good_one_stays_in_force() => OperatorWorld.Test(async world =>
    {
        await world.ApplyFrameworkAsync();
        await world.UntilAsync(world.Frameworks, Key, IsConnected);

        await world.PatchAsync(world.Frameworks, Key, """{"spec":{"roles":["a/../b"],"suppressedRoles":["other"],"failoverTimeoutSeconds":-1}}""");

        var wrong = await world.UntilAsync(world.Frameworks, Key, framework => OperatorWorld.Ready(framework.Status) == "False Invalid");
        var message = OperatorWorld.Find(wrong.Status!.Conditions, Conditions.Stalled)!.Message;
        Assert.All((string[])["spec.roles", "spec.failoverTimeoutSeconds"], problem => Assert.Contains(problem, message));
        Assert.Equal(2, wrong.Status!.ObservedGeneration);
        Assert.Equal(["dev"], (await world.ViewAsync()).Frameworks.Single().Info.Roles.Select(role => role.Value));

        await world.PatchAsync(world.Frameworks, Key, """{"spec":{"roles":["dev","ops"],"suppressedRoles":null,"failoverTimeoutSeconds":60}}""");

        var right = await world.UntilAsync(world.Frameworks, Key, framework => OperatorWorld.Ready(framework.Status) == "True AsWanted");
        Assert.Null(OperatorWorld.Find(right.Status!.Conditions, Conditions.Stalled));
        Assert.Equal(["dev", "ops"], (await world.ViewAsync()).Frameworks.Single().Info.Roles.Select(role => role.Value));
    });

    [Fact]
    public void What_may_not_change_is_refused_by_the_master_too() => OperatorWorld.Test(async world =>
    {
        await world.ApplyFrameworkAsync();
        await world.UntilAsync(world.Frameworks, Key, IsConnected);

        await world.PatchAsync(world.Frameworks, Key, """{"spec":{"user":"nobody"}}""");

        var refused = await world.UntilAsync(world.Frameworks, Key, framework => OperatorWorld.Ready(framework.Status) == "False Refused");
        Assert.Contains("user", OperatorWorld.Find(refused.Status!.Conditions, Conditions.Ready)!.Message);
        Assert.True(IsConnected(refused));
    });

    [Fact]
    public void Of_two_with_one_id_the_older_counts() => OperatorWorld.Test(async world =>
    {
        await world.ApplyFrameworkAsync("senior", spec => spec with { Id = "f-1" });
        await world.UntilAsync(world.Frameworks, Cluster.Key("senior"), IsConnected);
        await world.PassAsync(2);
        await world.ApplyFrameworkAsync("junior", spec => spec with { Id = "f-1", Roles = ["ops"] });

        await world.UntilAsync(world.Frameworks, Cluster.Key("junior"), framework => OperatorWorld.Ready(framework.Status) == "False Taken");
        await world.Frameworks.DeleteAsync(Cluster.Key("junior"), default);
        await world.UntilGoneAsync(world.Frameworks, Cluster.Key("junior"));
        await world.PassAsync(5);

        var view = (await world.ViewAsync()).Frameworks.Single();
        Assert.Equal((FrameworkState.Connected, "dev"), (view.State, view.Info.Roles.Single().Value));
    });

    [Fact]
    public void Who_comes_after_the_older_one_learns_that_its_id_is_spent() => OperatorWorld.Test(async world =>
    {
        await world.ApplyFrameworkAsync("senior", spec => spec with { Id = "f-1" });
        await world.UntilAsync(world.Frameworks, Cluster.Key("senior"), IsConnected);
        await world.PassAsync(2);
        await world.ApplyFrameworkAsync("junior", spec => spec with { Id = "f-1" });
        await world.UntilAsync(world.Frameworks, Cluster.Key("junior"), framework => OperatorWorld.Ready(framework.Status) == "False Taken");

        await world.Frameworks.DeleteAsync(Cluster.Key("senior"), default);

        await world.UntilAsync(world.Frameworks, Cluster.Key("junior"), framework => OperatorWorld.Ready(framework.Status) == "False Refused");
    });

    [Fact]
    public void Agents_that_it_is_asked_to_leave_are_listed_and_offers_say_when_they_go() => OperatorWorld.Test(async world =>
    {
        await world.ApplyFrameworkAsync();
        var host = world.Hosts.Join();
        await world.LaunchAsync(await world.OfferAsync(), "one");
        await world.UntilAsync(world.Tasks, Cluster.Key("by-hand.one"), task => task.Status?.State == TaskState.Running);

        await world.Operator.Master.CallAsync(
            new OperatorCommand.UpdateMaintenance([new([new("host", "")], new(2_000_000_000_000_000_000, 3_600_000_000_000))]));

        var asked = Assert.Single((await world.UntilAsync(world.Frameworks, Key, framework => framework.Status?.InverseOffers is not null)).Status!.InverseOffers!);
        Assert.Equal((await world.AllAsync(world.Agents)).Single().Metadata.Name, asked.Agent);
        Assert.Equal((host.Id!.Value.Value, 2_000_000_000, 3600), (asked.AgentId, asked.Unavailability.Start.ToUnixTimeSeconds(), asked.Unavailability.DurationSeconds));
        Assert.Equal(asked.Unavailability, (await world.OfferAsync()).Spec.Unavailability);

        await world.Operator.Master.CallAsync(new OperatorCommand.UpdateMaintenance([]));

        await world.UntilAsync(world.Frameworks, Key, framework => framework.Status!.InverseOffers is null);
        await world.PassAsync(10);
        Assert.Null((await world.OfferAsync()).Spec.Unavailability);
    });

    [Fact]
    public void Paused_framework_is_left_alone() => OperatorWorld.Test(async world =>
    {
        await world.Frameworks.CreateAsync(
            new V1Alpha1Framework
            {
                Metadata = new V1ObjectMeta
                {
                    Name = Key.Name,
                    NamespaceProperty = Key.Namespace,
                    Annotations = new Dictionary<string, string> { [Annotations.Paused] = "true" },
                },
                Spec = new() { Transport = FrameworkTransport.Resource, Roles = ["dev"] },
            },
            default);
        await world.PassAsync(10);
        Assert.Empty((await world.ViewAsync()).Frameworks);

        await world.AnnotateAsync(world.Frameworks, Key, Annotations.Paused, null);

        await world.UntilAsync(world.Frameworks, Key, IsConnected);
    });

    [Fact]
    public void Framework_that_was_torn_down_otherwise_says_so_and_does_not_come_back() => OperatorWorld.Test(async world =>
    {
        var made = await world.ApplyFrameworkAsync();
        await world.UntilAsync(world.Frameworks, Key, IsConnected);

        await world.Operator.Master.CallAsync(new OperatorCommand.TearDownFramework(new(made.Metadata.Uid)));

        var removed = await world.UntilAsync(world.Frameworks, Key, framework => OperatorWorld.Ready(framework.Status) == "False Removed");
        Assert.NotNull(removed.Status!.RemovedAt);
        await world.RestartAsync();
        await world.PassAsync(20);
        Assert.Empty((await world.ViewAsync()).Frameworks);
        await world.Frameworks.DeleteAsync(Key, default);
        await world.UntilGoneAsync(world.Frameworks, Key);
    });

    [Fact]
    public void Abandoned_framework_goes_without_its_tasks() => OperatorWorld.Test(async world =>
    {
        var host = world.Hosts.Join();
        await world.ApplyFrameworkAsync();
        await world.LaunchAsync(await world.OfferAsync(), "one");
        await world.UntilAsync(world.Tasks, Cluster.Key("by-hand.one"), task => task.Status?.State == TaskState.Running);

        await world.AnnotateAsync(world.Frameworks, Key, Annotations.Abandon, "true");
        await world.Frameworks.DeleteAsync(Key, default);

        await world.UntilGoneAsync(world.Frameworks, Key);
        Assert.Equal(["one"], host.Running.Keys.Select(id => id.Value));
        Assert.Equal(FrameworkState.Disconnected, (await world.ViewAsync()).Frameworks.Single().State);
    });

    [Fact]
    public void Deletion_comes_through_conflicts_failures_and_broken_watches() => OperatorWorld.Test(async world =>
    {
        var host = world.Hosts.Join();
        await world.ApplyFrameworkAsync();
        await world.LaunchAsync(await world.OfferAsync(), "one", "two");
        await world.UntilAsync(world.Tasks, Cluster.Key("by-hand.two"), task => task.Status?.State == TaskState.Running);
        await world.Frameworks.DeleteAsync(Key, default);
        foreach (var status in (int[])[0, 409, 429, 500])
            world.Cluster.Api.Add(new FakeFault(request => request.IsWrite && request.Client != OperatorWorld.User) { Status = status, Times = 3 });
        world.Cluster.Api.Compact();
        world.Cluster.Api.BreakWatches();

        await world.UntilGoneAsync(world.Frameworks, Key, 300);
        Assert.Empty(await world.AllAsync(world.Tasks));
        Assert.Empty(await world.AllAsync(world.Offers));
        Assert.Empty(host.Running);
    });

    [Fact]
    public void Program_of_a_framework_is_kept_running_until_it_is_not_wanted() => OperatorWorld.Test(async world =>
    {
        var deployments = world.Cluster.Client<V1Deployment>("kubectl");
        var key = Cluster.Key("by-hand-scheduler");
        await world.ApplyFrameworkAsync();
        await world.PatchAsync(world.Frameworks, Key, """{"spec":{"scheduler":{"replicas":1,"template":{"spec":{"containers":[{"name":"main","image":"x","env":[{"name":"MESOS_MASTER","value":"mine"}]}]}}}}}""");

        var made = await world.UntilAsync(deployments, key, _ => true);
        var variables = made.Spec.Template.Spec.Containers.Single().Env.ToDictionary(variable => variable.Name, variable => variable.Value);
        Assert.Equal(("mine", "by-hand"), (variables["MESOS_MASTER"], variables["MESOS_FRAMEWORK_NAME"]));
        Assert.Equal("by-hand", made.Metadata.OwnerReferences.Single().Name);

        await world.PatchAsync(world.Frameworks, Key, """{"spec":{"scheduler":null}}""");
        await world.UntilGoneAsync(deployments, key);
    });

    private static bool IsConnected(V1Alpha1Framework framework) =>
        OperatorWorld.Find(framework.Status?.Conditions, Conditions.Connected)?.Status == ConditionStatus.True;

    private static string? Why(V1Alpha1Framework framework) => OperatorWorld.Find(framework.Status?.Conditions, Conditions.Offered)?.Message;

    private static string? Offered(V1Alpha1Framework framework) => OperatorWorld.Find(framework.Status?.Conditions, Conditions.Offered)?.Reason;
}

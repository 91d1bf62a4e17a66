using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Roles;
using MesosOperator.Crds;
using MesosOperator.Crds.Frameworks;
using MesosOperator.Kubernetes.Api;
using MesosOperator.Kubernetes.Tests.Support;

namespace MesosOperator.Kubernetes.Tests.Controllers;

/// <summary>Frameworks that use HTTP, and the objects that stand for them.</summary>
public sealed class HttpFrameworkTests
{
    private static readonly FrameworkInfo Spark = new("root", "spark") { Roles = [new RoleName("dev")], FailoverTimeout = TimeSpan.FromHours(1), Principal = "alice" };

    [Theory]
    [InlineData("alice", OperatorRun.OperatorNamespace)]
    [InlineData("system:serviceaccount:team:spark", "team")]
    [InlineData("system:serviceaccount:team", OperatorRun.OperatorNamespace)]
    public void Framework_without_an_object_gets_one(string principal, string space) => OperatorWorld.Test(async world =>
    {
        var id = await SubscribedAsync(world, "s1", Spark with { Principal = principal });

        var made = await world.UntilAsync(world.Frameworks, await KeyAsync(world), framework => OperatorWorld.Ready(framework.Status) == "True AsWanted");
        Assert.Equal(space, made.Metadata.NamespaceProperty);
        Assert.Equal((id, "spark", principal, 3600L, FrameworkTransport.Http), (made.Status!.Id, made.Spec.Name, made.Spec.Principal, made.Spec.FailoverTimeoutSeconds, made.Spec.Transport));
        Assert.Empty(await world.AllAsync(world.Offers));
    });

    [Fact]
    public void Framework_comes_back_with_its_id_to_the_next_leader() => OperatorWorld.Test(async world =>
    {
        var id = await SubscribedAsync(world, "s1", Spark);
        await world.RestartAsync();

        Assert.Equal(FrameworkState.Disconnected, (await world.ViewAsync()).Frameworks.Single().State);
        Assert.Equal(TimeSpan.FromHours(1), (await world.ViewAsync()).Frameworks.Single().Info.FailoverTimeout);
        Assert.Equal(id, await SubscribedAsync(world, "s2", Spark with { Id = new(id) }));
        Assert.Single(await world.AllAsync(world.Frameworks));
    });

    [Fact]
    public void Object_of_ours_goes_with_its_framework() => OperatorWorld.Test(async world =>
    {
        var id = await SubscribedAsync(world, "s1", Spark);
        var key = await KeyAsync(world);

        await world.Operator.Master.CallAsync(new FrameworkCommand.TearDown(new(id), new Caller(new("s1"), "alice")));

        await world.UntilGoneAsync(world.Frameworks, key);
    });

    [Fact]
    public void Framework_ends_with_its_object() => OperatorWorld.Test(async world =>
    {
        await SubscribedAsync(world, "s1", Spark);
        var key = await KeyAsync(world);

        await world.Frameworks.DeleteAsync(key, default);

        await world.UntilGoneAsync(world.Frameworks, key);
        Assert.Empty((await world.ViewAsync()).Frameworks);
        Assert.Equal(["s1"], world.Streams.Ended);
    });

    [Fact]
    public void Framework_is_bound_to_the_object_of_its_name() => OperatorWorld.Test(async world =>
    {
        var made = await ApplyAsync(world);

        Assert.Equal(made.Metadata.Uid, await SubscribedAsync(world, "s1", Spark with { FailoverTimeout = TimeSpan.Zero }));

        Assert.Single(await world.AllAsync(world.Frameworks));
        Assert.Equal(TimeSpan.FromSeconds(7200), (await world.ViewAsync()).Frameworks.Single().Info.FailoverTimeout);
        await world.UntilAsync(world.Frameworks, ResourceKey.Of(made), framework => OperatorWorld.Find(framework.Status?.Conditions, Conditions.Connected)?.Status == ConditionStatus.True);
    });

    [Fact]
    public void Object_of_a_user_says_that_its_framework_was_removed() => OperatorWorld.Test(async world =>
    {
        var made = await ApplyAsync(world);
        var id = await SubscribedAsync(world, "s1", Spark);

        await world.Operator.Master.CallAsync(new FrameworkCommand.TearDown(new(id), new Caller(new("s1"), "alice")));

        await world.UntilAsync(world.Frameworks, ResourceKey.Of(made), framework => framework.Status?.RemovedAt is not null);
        await world.PassAsync(1);
        Assert.Contains("has been removed", await world.SubscribeAsync("s2", Spark));
    });

    [Fact]
    public void Who_may_not_be_what_an_object_says_is_told_why() => OperatorWorld.Test(async world =>
    {
        var made = await ApplyAsync(world);
        var id = new FrameworkId(made.Metadata.Uid);
        await world.ApplyFrameworkAsync("by-hand");
        await world.PassAsync(2);
        var byHand = (await world.Frameworks.FindAsync(Cluster.Key("by-hand"), default))!;

        Assert.Contains("belongs to another principal than 'bob'", await world.SubscribeAsync("s1", Spark with { Id = id, Principal = "bob" }));
        Assert.Contains("does not have the roles 'ops'", await world.SubscribeAsync("s1", Spark with { Roles = [new("dev"), new("ops")] }));
        Assert.Contains("uses the transport Resource", await world.SubscribeAsync("s1", Spark with { Id = new(byHand.Metadata.Uid) }));
        Assert.Contains("cannot be kept", await world.SubscribeAsync("s1", Spark with { Name = new string('x', 300) }));
        Assert.DoesNotContain((await world.ViewAsync()).Frameworks, framework => framework.Info.Name == "spark");
    });

    [Fact]
    public void Wrong_principal_for_an_object_of_ours_is_told_on_the_stream() => OperatorWorld.Test(async world =>
    {
        var id = await SubscribedAsync(world, "s1", Spark);

        await world.SubscribeAsync("s2", Spark with { Id = new(id), Principal = "bob" });

        Assert.Contains(world.Streams.Told("s2"), notice => notice is FrameworkNotice.Failed { Message: var message } && message.Contains("principal"));
        Assert.Equal(FrameworkState.Connected, (await world.ViewAsync()).Frameworks.Single().State);
    });

    [Fact]
    public void Framework_cannot_come_back_while_its_object_is_being_deleted() => OperatorWorld.Test(async world =>
    {
        var made = await ApplyAsync(world);
        await SubscribedAsync(world, "s1", Spark);
        await world.AnnotateAsync(world.Frameworks, ResourceKey.Of(made), Annotations.Paused, "true");
        await world.PassAsync(2);
        await world.Frameworks.DeleteAsync(ResourceKey.Of(made), default);
        await world.PassAsync(2);

        Assert.Contains("is being deleted", await world.SubscribeAsync("s2", Spark with { Id = new(made.Metadata.Uid) }));
    });

    private static async Task<string> SubscribedAsync(OperatorWorld world, string stream, FrameworkInfo info)
    {
        await world.PassAsync(1);
        Assert.Null(await world.SubscribeAsync(stream, info));
        await world.PassAsync(1);
        return Assert.Single(world.Streams.Told(stream).OfType<FrameworkNotice.Subscribed>()).FrameworkId.Value;
    }

    private static Task<V1Alpha1Framework> ApplyAsync(OperatorWorld world) => world.ApplyFrameworkAsync(
        "the-spark", spec => spec with { Transport = FrameworkTransport.Http, Name = "spark", User = "root", Principal = "alice", FailoverTimeoutSeconds = 7200, Checkpoint = false, Capabilities = null });

    private static async Task<ResourceKey> KeyAsync(OperatorWorld world) => ResourceKey.Of((await world.AllAsync(world.Frameworks)).Single());
}

using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Master.State;
using MesosOperator.Core.Tasks;
using MesosOperator.Crds;
using MesosOperator.Crds.Offers;
using MesosOperator.Kubernetes.Api;
using MesosOperator.Kubernetes.Tests.Support;
using MesosOperator.TestKit.Kubernetes;

namespace MesosOperator.Kubernetes.Tests.Controllers;

/// <summary>Offers as objects: every way in which they are answered, and end.</summary>
public sealed class OfferTests
{
    [Fact]
    public void Offer_says_what_is_offered_where_and_for_whom() => Test(async (world, offer) =>
    {
        Assert.Equal(("by-hand", "dev", "host", "4", "1Gi"), (
            offer.Spec.Framework, offer.Spec.Role, offer.Spec.Hostname, offer.Spec.Resources["cpus"].Text, offer.Spec.Resources["mem"].Text));
        Assert.Equal("True AsWanted", OperatorWorld.Ready(offer.Status));
        Assert.Equal("by-hand", Assert.Single(offer.Metadata.OwnerReferences).Name);
        Assert.Equal((await world.AllAsync(world.Agents)).Single().Metadata.Name, offer.Spec.Agent);
        Assert.Null(offer.Spec.ExpiresAt);
    });

    [Fact]
    public void Declined_offer_ends_and_comes_again_when_its_filter_is_over() => Test(async (world, offer) =>
    {
        await world.PatchAsync(world.Offers, ResourceKey.Of(offer), """{"spec":{"response":{"decline":{"filters":{"refuseSeconds":20}}}}}""");

        var declined = await PhaseAsync(world, offer, OfferPhase.Declined);
        Assert.Equal("False Declined", OperatorWorld.Ready(declined.Status));
        await world.PassAsync(10);
        Assert.Single(await world.AllAsync(world.Offers));
        Assert.NotEqual(offer.Metadata.Name, (await world.OfferAsync(30)).Metadata.Name);
    });

    [Fact]
    public void Offer_whose_object_is_deleted_is_declined() => Test(async (world, offer) =>
    {
        await world.Offers.DeleteAsync(ResourceKey.Of(offer), default);

        var second = await world.OfferAsync();
        Assert.NotEqual(offer.Metadata.Name, second.Metadata.Name);
    });

    [Fact]
    public void Offer_that_was_written_and_not_seen_yet_is_not_taken_for_deleted() => OperatorWorld.Test(async world =>
    {
        world.Cluster.Api.Add(new FakeFault(request => request is { Plural: "offers", Subresource: "status", IsWrite: true } && request.Client != OperatorWorld.User) { Status = 500, Times = 5 });
        world.Cluster.Api.FreezeWatches();
        world.Hosts.Join();
        await world.ApplyFrameworkAsync();
        await world.PassAsync(30);
        world.Cluster.Api.BreakWatches();

        var offer = await world.OfferAsync(300);
        await world.PassAsync(30);

        Assert.Equal(offer.Metadata.Name, Assert.Single(await world.AllAsync(world.Offers)).Metadata.Name);
    });

    [Fact]
    public void Offer_that_is_not_answered_in_time_expires() => Test(
        async (world, offer) =>
        {
            Assert.NotNull(offer.Spec.ExpiresAt);
            var expired = await PhaseAsync(world, offer, OfferPhase.Expired);
            Assert.Equal("False Expired", OperatorWorld.Ready(expired.Status));
            await world.LaunchAsync(expired, "late");
            await UntilToldAsync(world, offer.Metadata.Name, EventReasons.AnswerRefused);
            Assert.Empty(await world.AllAsync(world.Tasks));
        },
        new MasterSettings { OfferTimeout = TimeSpan.FromSeconds(30) });

    [Fact]
    public void Objects_of_offers_that_ended_go_after_a_while() => Test(async (world, offer) =>
    {
        await world.PatchAsync(world.Offers, ResourceKey.Of(offer), """{"spec":{"response":{"decline":{"filters":{"refuseSeconds":3600}}}}}""");
        await PhaseAsync(world, offer, OfferPhase.Declined);

        await world.UntilGoneAsync(world.Offers, ResourceKey.Of(offer), 90);
        Assert.Empty(await world.AllAsync(world.Offers));
    });

    [Fact]
    public void Second_answer_is_not_heeded_and_says_so() => Test(async (world, offer) =>
    {
        await world.LaunchAsync(offer, "one");
        await PhaseAsync(world, offer, OfferPhase.Accepted);
        await world.PassAsync(2);

        await world.LaunchAsync(offer, "two");

        await UntilToldAsync(world, offer.Metadata.Name, EventReasons.AnswerRefused);
        Assert.Equal(["by-hand.one"], (await world.AllAsync(world.Tasks)).Select(task => task.Metadata.Name));
    });

    [Fact]
    public void Answer_to_an_offer_that_is_gone_launches_nothing_and_says_so() => Test(async (world, offer) =>
    {
        await world.Operator.Master.CallAsync(new OperatorCommand.DeactivateAgent(new(offer.Spec.AgentId)));
        await PhaseAsync(world, offer, OfferPhase.Rescinded);

        await world.LaunchAsync(offer, "one");

        await UntilToldAsync(world, offer.Metadata.Name, EventReasons.AnswerRefused);
        Assert.Empty(await world.AllAsync(world.Tasks));
    });

    [Theory]
    [InlineData("""{"accept":{"operations":[{}]}}""", "names no operation")]
    [InlineData("""{"accept":{"operations":[{"reboot":{}}]}}""", "names no operation")]
    [InlineData("""{"accept":{"operations":[]},"decline":{}}""", "must not be empty")]
    [InlineData("""{}""", "names either accept or decline")]
    public void Answer_that_means_nothing_is_refused_and_may_be_given_again(string response, string problem) => Test(async (world, offer) =>
    {
        await world.PatchAsync(world.Offers, ResourceKey.Of(offer), $"{{\"spec\":{{\"response\":{response}}}}}");

        var refused = await world.UntilAsync(world.Offers, ResourceKey.Of(offer), seen => OperatorWorld.Ready(seen.Status) == "False Invalid");
        Assert.Contains(problem, OperatorWorld.Find(refused.Status!.Conditions, Conditions.Ready)!.Message);
        Assert.Equal(OfferPhase.Outstanding, refused.Status!.Phase);
        await UntilToldAsync(world, offer.Metadata.Name, EventReasons.AnswerRefused);

        await world.PatchAsync(world.Offers, ResourceKey.Of(offer), """{"spec":{"response":null}}""");
        await world.LaunchAsync(offer, "one");
        await PhaseAsync(world, offer, OfferPhase.Accepted);
    });

    [Fact]
    public void What_an_offer_says_is_put_right_when_somebody_changes_it() => Test(async (world, offer) =>
    {
        await world.PatchAsync(world.Offers, ResourceKey.Of(offer), """{"spec":{"role":"ops","resources":{"cpus":"400"}}}""");

        await world.UntilAsync(world.Offers, ResourceKey.Of(offer), seen => seen.Spec.Role == "dev" && seen.Spec.Resources["cpus"].Text == "4");
        await UntilToldAsync(world, offer.Metadata.Name, EventReasons.Invalid);
    });

    [Fact]
    public void Id_of_a_task_is_used_once() => Test(async (world, offer) =>
    {
        await world.LaunchAsync(offer, "one");
        await world.UntilAsync(world.Tasks, Cluster.Key("by-hand.one"), task => task.Status?.State == TaskState.Running);
        var second = await world.OfferAsync();

        await world.LaunchAsync(second, "one", "two");

        await world.UntilAsync(world.Tasks, Cluster.Key("by-hand.two"), task => task.Status?.State == TaskState.Running);
        await UntilToldAsync(world, second.Metadata.Name, EventReasons.AnswerRefused);
        Assert.Equal(2, (await world.ViewAsync()).Frameworks.Single().Tasks.Length);
    });

    [Fact]
    public void Task_that_wants_too_much_is_told_so_on_its_object() => Test(async (world, offer) =>
    {
        await world.PatchAsync(world.Offers, ResourceKey.Of(offer), """
            {"spec":{"response":{"accept":{"operations":[{"launch":{"tasks":[
              {"id":"big","resources":{"cpus":"40"},"command":{"shell":"true"}}]}}]}}}}
            """);

        var task = await world.UntilAsync(world.Tasks, Cluster.Key("by-hand.big"), task => task.Status?.State == TaskState.Error);
        Assert.Equal("False Error", OperatorWorld.Ready(task.Status));
    });

    [Fact]
    public void Answer_arrives_through_conflicts_failures_and_broken_watches() => Test(async (world, offer) =>
    {
        foreach (var status in (int[])[0, 409, 429, 500, 503])
            world.Cluster.Api.Add(new FakeFault(request => request.IsWrite && request.Client != OperatorWorld.User && request.Plural is "tasks" or "offers")
            {
                Status = status,
                Times = 2,
            });
        await world.LaunchAsync(offer, "one", "two");
        world.Cluster.Api.Compact();
        world.Cluster.Api.BreakWatches();

        foreach (var name in (string[])["by-hand.one", "by-hand.two"])
            await world.UntilAsync(world.Tasks, Cluster.Key(name), task => task.Status?.State == TaskState.Running, 120);
        await PhaseAsync(world, offer, OfferPhase.Accepted);
    });

    private static void Test(Func<OperatorWorld, V1Alpha1Offer, Task> body, MasterSettings? settings = null) => OperatorWorld.Test(
        async world =>
        {
            world.Hosts.Join();
            await world.ApplyFrameworkAsync();
            await body(world, await world.OfferAsync());
        },
        settings);

    private static Task<V1Alpha1Offer> PhaseAsync(OperatorWorld world, V1Alpha1Offer offer, OfferPhase phase) =>
        world.UntilAsync(world.Offers, ResourceKey.Of(offer), seen => seen.Status?.Phase == phase);

    private static async Task UntilToldAsync(OperatorWorld world, string name, string reason)
    {
        for (var looks = 0; !(await world.ReasonsAsync(name)).Contains(reason); looks++)
        {
            Assert.True(looks < 100, $"{reason} is not told of {name}");
            await world.PassAsync(0.2);
        }
    }
}

using k8s.Models;
using MesosOperator.Crds;
using MesosOperator.Kubernetes.Api;
using MesosOperator.TestKit.Kubernetes;

namespace MesosOperator.Kubernetes.Tests.Members.Clusters;

/// <summary>Clusters that misbehave: each says why, and none holds up another.</summary>
public sealed class BadClusterTests
{
    private static readonly TimeSpan Forever = TimeSpan.FromDays(1);

    [Fact]
    public void Cluster_whose_server_refuses_connections_is_unreachable_and_is_asked_less_and_less_often() => ClustersWorld.Test(async world =>
    {
        var bad = await world.MakeAsync("bad");
        bad.Fail(0);
        await world.AddAsync("bad");
        await world.JoinedAsync("good");

        var status = await world.UntilAsync("bad", Conditions.Connected, "False Unreachable");
        await world.Home.PassAsync(600);

        Assert.Contains("The connection broke", ClustersWorld.MessageOf(status, Conditions.Connected));
        Assert.Equal("False Unreachable", ClustersWorld.Of(status, Conditions.Ready));
        Assert.Equal("False NotReached", ClustersWorld.Of(status, Conditions.CapacityFresh));
        Assert.InRange(bad.Asked.Count(), 20, 60);
        var meters = world.Home.Cluster.Meters;
        Assert.Equal(bad.Asked.Count(), meters.Counted("mesosoperator.cluster.requests bad Unavailable"));
        Assert.Equal(3, meters.Counted("mesosoperator.cluster.watches good Opened"));
        Assert.Equal(
            "connected bad=0 connected good=1 freshness.age bad=-1 freshness.age good=0 queue.depth bad=0 queue.depth good=0",
            string.Join(' ', meters.Observed().Select(figure => $"{figure.Key["mesosoperator.cluster.".Length..]}={figure.Value}")));
    });

    [Fact]
    public void Cluster_that_swallows_everything_is_unreachable_and_holds_up_no_other_nor_the_end() => ClustersWorld.Test(async world =>
    {
        var bad = await world.MakeAsync("bad");
        bad.Fail(null, Forever);
        await world.AddAsync("bad");

        await world.JoinedAsync("good");
        Assert.Equal("False Pending", ClustersWorld.Of(await world.StatusAsync("bad"), Conditions.Connected));

        var status = await world.UntilAsync("bad", Conditions.Connected, "False Unreachable");
        Assert.Contains("no answer within 15 s", ClustersWorld.MessageOf(status, Conditions.Connected));
        await world.Home.UntilAsync(world.Home.Clusters, new("", "bad"), _ => bad.Asked.Count() > 1);
    });

    [Fact]
    public void Slow_cluster_is_a_member_and_says_how_slow_it_is() => ClustersWorld.Test(async world =>
    {
        var bad = await world.MakeAsync("bad", 3);
        bad.Fail(null, TimeSpan.FromSeconds(5));
        await world.AddAsync("bad");

        await world.JoinedAsync("good");
        Assert.Equal("False Pending", ClustersWorld.Of(await world.StatusAsync("bad"), Conditions.Connected));

        var status = await world.UntilAsync("bad", status => status.Nodes == 3 && ClustersWorld.Of(status, Conditions.Connected) == "True Slow");
        Assert.Equal(("It takes 5 s to answer", "True AsWanted", "3 nodes are in the pool; It takes 5 s to answer"), (
            ClustersWorld.MessageOf(status, Conditions.Connected), ClustersWorld.Of(status, Conditions.Ready), ClustersWorld.MessageOf(status, Conditions.Ready)));
        Assert.InRange(status.LatencyMilliseconds!.Value, 4900, 5200);
    });

    [Fact]
    public void Cluster_that_comes_and_goes_keeps_its_agents_and_is_unstable() => ClustersWorld.Test(async world =>
    {
        var bad = await world.JoinedAsync("bad");
        var beats = 0;
        var fault = bad.Fail(0, when: request => request.IsVersion && ++beats % 2 == 0);

        var status = await world.UntilAsync("bad", Conditions.Connected, "True Unstable");

        Assert.Matches("It did not answer 3 of the last [0-9]+ times", ClustersWorld.MessageOf(status, Conditions.Connected));
        Assert.Equal((1, "True AsWanted"), (status.Nodes, ClustersWorld.Of(status, Conditions.Ready)));
        fault.Times = 0;
        await world.UntilAsync("bad", Conditions.Connected, "True Reached", 300);
        Assert.Equal(["Registered", "Hindered", "Recovered"], await world.Home.ReasonsAsync("bad"));
    });

    [Fact]
    public void Connection_on_which_nothing_comes_is_found_dead_by_signs_of_life() => ClustersWorld.Test(async world =>
    {
        var bad = await world.JoinedAsync("bad");
        await world.JoinedAsync("good");
        bad.Api.FreezeWatches();
        var frozen = bad.Fail(null, Forever);

        var lost = await world.UntilAsync("bad", Conditions.Connected, "False Unreachable", 30);
        Assert.Equal(("False NotReached", 0), (ClustersWorld.Of(lost, Conditions.CapacityFresh), lost.Nodes));
        Assert.Matches("^What is known of its nodes is of 2026-", ClustersWorld.MessageOf(lost, Conditions.CapacityFresh));
        Assert.Equal("True Reached", ClustersWorld.Of(await world.StatusAsync("good"), Conditions.Connected));

        frozen.Times = 0;
        await world.UntilAsync("bad", status => status.Nodes == 1 && ClustersWorld.Of(status, Conditions.CapacityFresh) == "True Followed");
    });

    [Fact]
    public void Watch_on_which_nothing_comes_is_begun_again() => ClustersWorld.Test(async world =>
    {
        var bad = await world.JoinedAsync("bad");

        bad.Api.FreezeWatches();
        await bad.AddNodesAsync(1, 1);
        await world.UntilAsync("bad", status => status.Nodes == 2, 240);
    });

    [Fact]
    public void Cluster_that_cannot_be_followed_is_out_of_date_since_then() => ClustersWorld.Test(async world =>
    {
        var bad = await world.JoinedAsync("bad");
        var before = world.Home.Cluster.Run.Time.GetUtcNow();
        var fault = bad.Fail(500, when: request => request.IsWatch && request.Plural == "nodes");
        bad.Api.BreakWatches();

        var status = await world.UntilAsync("bad", Conditions.CapacityFresh, "False NotFollowed");

        Assert.Contains("watch=true", ClustersWorld.MessageOf(status, Conditions.CapacityFresh));
        Assert.InRange((status.FreshAt!.Value - before).TotalSeconds, -1, 5);
        Assert.Equal(("True Reached", "False NotFollowed"), (ClustersWorld.Of(status, Conditions.Connected), ClustersWorld.Of(status, Conditions.Ready)));
        fault.Times = 0;
        await world.UntilAsync("bad", Conditions.CapacityFresh, "True Followed");
    });

    [Fact]
    public void Cluster_that_throttles_is_left_alone_for_as_long_as_it_says_and_keeps_its_agents() => ClustersWorld.Test(async world =>
    {
        var bad = await world.JoinedAsync("bad");
        var fault = bad.Fail(429, retryAfter: TimeSpan.FromSeconds(40));
        fault.Times = 1;

        var status = await world.UntilAsync("bad", Conditions.Connected, "True Throttled", 30);
        var asked = bad.Asked.Count();
        await world.Home.PassAsync(25);

        Assert.Equal(asked, bad.Asked.Count());
        Assert.Equal(1, status.Nodes);
        await world.UntilAsync("bad", Conditions.Connected, "True Reached");
    });

    [Fact]
    public void Cluster_that_throttles_from_the_beginning_is_no_member() => ClustersWorld.Test(async world =>
    {
        var bad = await world.MakeAsync("bad");
        bad.Fail(429, retryAfter: TimeSpan.FromSeconds(30));
        await world.AddAsync("bad");

        await world.UntilAsync("bad", Conditions.Connected, "False Throttled");
        await world.Home.PassAsync(25);

        Assert.Single(bad.Asked);
    });

    [Fact]
    public void Cluster_that_does_not_know_the_token_any_more_says_so() => ClustersWorld.Test(async world =>
    {
        var bad = await world.JoinedAsync("bad");
        bad.Fail(401);

        var status = await world.UntilAsync("bad", Conditions.Connected, "False Unauthorized", 30);

        Assert.StartsWith("The cluster does not know the token, or no longer", ClustersWorld.MessageOf(status, Conditions.Connected));
    });

    [Fact]
    public void Token_that_has_ended_is_named() => ClustersWorld.Test(async world =>
    {
        var bad = await world.MakeAsync("bad");
        bad.Fail(401);
        await world.AddAsync("bad");
        var claims = System.Buffers.Text.Base64Url.EncodeToString("""{"exp":1700000000}"""u8);
        await world.SetSecretAsync("bad", ClustersWorld.Kubeconfig("bad", $"token: h.{claims}.s"));

        var status = await world.UntilAsync("bad", Conditions.Connected, "False CredentialsExpired");

        Assert.StartsWith("The token was good until 2023-11-14 22:13:20Z", ClustersWorld.MessageOf(status, Conditions.Connected));
    });

    [Fact]
    public void Missing_rights_are_named_one_by_one() => ClustersWorld.Test(async world =>
    {
        var bad = await world.MakeAsync("bad");
        bad.Forbid("watch nodes", "list pods", "delete pods");
        await world.AddAsync("bad");

        var status = await world.UntilAsync("bad", Conditions.Connected, "False Forbidden");
        Assert.Equal("The operator may not watch nodes, list pods, delete pods in namespace mesos-tasks", ClustersWorld.MessageOf(status, Conditions.Connected));

        bad.AllowAll();
        await world.UntilAsync("bad", status => status.Nodes == 1);
    });

    [Fact]
    public void Cluster_in_which_nothing_may_run_offers_nothing_and_is_followed() => ClustersWorld.Test(async world =>
    {
        await world.Home.ApplyFrameworkAsync();
        var bad = await world.JoinedAsync("bad");
        await world.Home.OfferAsync();

        bad.Forbid("create pods", "patch pods");
        var status = await world.UntilAsync("bad", Conditions.Ready, "False Forbidden");

        Assert.Equal("The operator may not create pods in namespace mesos-tasks, patch pods in namespace mesos-tasks", ClustersWorld.MessageOf(status, Conditions.Ready));
        Assert.Equal((1, "True Forbidden"), (status.Nodes, ClustersWorld.Of(status, Conditions.Connected)));
        await world.UntilAsync("bad", known => known.Free?["cpus"].Text == "0");
        bad.AllowAll();
        await world.UntilAsync("bad", Conditions.Ready, "True AsWanted");
        await world.Home.OfferAsync();
    });

    [Fact]
    public void Server_that_is_no_api_server_is_unreachable() => ClustersWorld.Test(async world =>
    {
        var bad = await world.MakeAsync("bad");
        await bad.Namespaces.DeleteAsync(new("", "kube-system"), CancellationToken.None);
        await world.AddAsync("bad");

        var status = await world.UntilAsync("bad", Conditions.Connected, "False Unreachable");

        Assert.Contains("kube-system", ClustersWorld.MessageOf(status, Conditions.Connected));
    });

    [Fact]
    public void Requests_keep_to_the_limits_and_watches_are_not_counted() => ClustersWorld.Test(async world =>
    {
        var bad = await world.MakeAsync("bad", 420);
        await world.AddAsync("bad", with: spec => spec with { RequestLimits = new() { PerSecond = 2, Burst = 4 } });

        await world.UntilAsync("bad", status => status.Nodes == 420, 300);

        FakeRequest[] limited = [.. bad.Asked.Where(request => !request.IsWatch && !(request.IsVersion && request != bad.Asked.First()))];
        Assert.Equal(3, limited.Count(request => request.IsList && request.Plural == "nodes"));
        for (var last = 0; last < limited.Length; last++)
            Assert.InRange(last + 1, 1, 4 + (2 * (limited[last].At - limited[0].At).TotalSeconds) + 1);
    });

    [Fact]
    public void Lists_go_on_page_by_page_and_begin_anew_when_a_page_is_too_old() => ClustersWorld.Test(async world =>
    {
        var bad = await world.MakeAsync("bad", 450);
        var fault = bad.Fail(410, when: request => request.Plural == "nodes" && request.Parameter("continue").Length > 0);
        fault.Times = 1;
        await world.AddAsync("bad");
        await world.UntilAsync("bad", status => status.Nodes == 450);

        bad.Api.EndWatches();
        bad.Api.Compact();
        await bad.AddNodesAsync(450, 1);
        bad.Api.Compact();

        await world.UntilAsync("bad", status => status.Nodes == 451);
        Assert.Contains(bad.Asked, request => request.IsList && request.Plural == "nodes" && request.Parameter("limit") == "200");
    });
}

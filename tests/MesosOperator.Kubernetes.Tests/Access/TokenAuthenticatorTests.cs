using System.Text.Json.Nodes;
using MesosOperator.Kubernetes.Access;
using MesosOperator.Kubernetes.Tests.Support;
using MesosOperator.Runtime.Access;
using MesosOperator.TestKit.Kubernetes;

namespace MesosOperator.Kubernetes.Tests.Access;

public sealed class TokenAuthenticatorTests
{
    [Fact]
    public void A_token_that_Kubernetes_knows_is_a_principal_with_its_groups() => Cluster.Test(async cluster =>
    {
        var world = new AccessWorld(cluster);

        var principal = Assert.IsType<Authentication.Authenticated>(await world.AuthenticateAsync("good")).Principal;

        Assert.Equal((PrincipalKind.Kubernetes, "system:serviceaccount:team:spark"), (principal.Kind, principal.ProvenName));
        Assert.Equal(["system:serviceaccounts", "system:authenticated"], principal.Groups);
        var request = Assert.Single(cluster.Api.Requests);
        Assert.Equal(("POST", "/apis/authentication.k8s.io/v1/tokenreviews"), (request.Method.Method, request.Path));
        Assert.Equal("""{"token":"good"}""", Assert.Single(world.TokenSpecs).ToJsonString());
    });

    [Fact]
    public void Answers_are_believed_for_a_while_those_that_turn_away_for_a_shorter_one() => Cluster.Test(async cluster =>
    {
        var world = new AccessWorld(cluster);
        await world.AuthenticateAsync("good");
        await world.AuthenticateAsync("bad");

        await cluster.Run.PassAsync(TimeSpan.FromSeconds(9));
        Assert.IsType<Authentication.Rejected>(await world.AuthenticateAsync("bad"));
        Assert.Equal(2, world.TokenSpecs.Count);
        await cluster.Run.PassAsync(TimeSpan.FromSeconds(2));
        await world.AuthenticateAsync("bad");
        Assert.Equal(3, world.TokenSpecs.Count);
        await cluster.Run.PassAsync(TimeSpan.FromSeconds(48));
        Assert.IsType<Authentication.Authenticated>(await world.AuthenticateAsync("good"));
        Assert.Equal(3, world.TokenSpecs.Count);
        world.TokenStatus = _ => new JsonObject { ["authenticated"] = false };
        await cluster.Run.PassAsync(TimeSpan.FromSeconds(2));
        Assert.IsType<Authentication.Rejected>(await world.AuthenticateAsync("good"));
    });

    [Theory]
    [InlineData("operators", true)]
    [InlineData("others", false)]
    [InlineData(null, false)]
    public void A_token_must_be_for_one_of_the_audiences_and_silence_is_none(string? named, bool isKnown) => Cluster.Test(async cluster =>
    {
        var world = new AccessWorld(cluster, new() { Namespace = "mesos", Audiences = ["mesos", "operators"] });
        var knows = world.TokenStatus;
        world.TokenStatus = token =>
        {
            var status = knows(token);
            if (named is not null)
                status["audiences"] = new JsonArray(named);
            return status;
        };

        Assert.Equal(isKnown, await world.AuthenticateAsync("good") is Authentication.Authenticated);
        Assert.Equal("""["mesos","operators"]""", Assert.Single(world.TokenSpecs)["audiences"]!.ToJsonString());
    });

    [Theory]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(500)]
    [InlineData(0)]
    public void A_server_that_does_not_say_rejects_nobody_and_is_asked_again(int status) => Cluster.Test(async cluster =>
    {
        var world = new AccessWorld(cluster);
        cluster.Api.Add(new FakeFault(request => request.Plural == "tokenreviews") { Status = status });

        Assert.IsType<Authentication.Unavailable>(await world.AuthenticateAsync("good"));
        Assert.IsType<Authentication.Authenticated>(await world.AuthenticateAsync("good"));
    });

    [Fact]
    public void A_server_that_hangs_is_waited_for_no_longer_than_it_may() => Cluster.Test(async cluster =>
    {
        var world = new AccessWorld(cluster);
        cluster.Api.Add(new FakeFault(_ => true) { Delay = TimeSpan.FromMinutes(5) });

        Assert.IsType<Authentication.Unavailable>(await world.AuthenticateAsync("good"));
        Assert.InRange(cluster.Run.Elapsed.TotalSeconds, 30, 31);
    });

    [Fact]
    public void Many_who_show_one_token_make_one_question() => Cluster.Test(async cluster =>
    {
        var world = new AccessWorld(cluster);
        cluster.Api.Add(new FakeFault(_ => true) { Delay = TimeSpan.FromSeconds(1) });

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => world.AuthenticateAsync("good")));

        Assert.All(answers, answer => Assert.IsType<Authentication.Authenticated>(answer));
        Assert.Single(world.TokenSpecs);
    });

    [Fact]
    public void Questions_at_once_are_bounded_and_so_are_those_that_wait() => Cluster.Test(async cluster =>
    {
        var world = new AccessWorld(cluster, new() { Namespace = "mesos", AskedMax = 2, WaitingMax = 3 });
        cluster.Api.Add(new FakeFault(_ => true) { Delay = TimeSpan.FromSeconds(1), Times = 100 });

        var asked = Enumerable.Range(0, 7).Select(number => world.AuthenticateAsync($"token {number}")).ToArray();
        await cluster.UntilAsync(() => cluster.Api.Requests.Count == 2);
        var answers = await Task.WhenAll(asked);

        Assert.Equal(2, answers.Count(answer => answer is Authentication.Unavailable));
        Assert.Equal(5, world.TokenSpecs.Count);
        Assert.InRange(cluster.Run.Elapsed.TotalSeconds, 3, 3.5);
    });

    [Fact]
    public void Other_credentials_are_none_of_its_business() => Cluster.Test(async cluster =>
    {
        var world = new AccessWorld(cluster);

        Assert.IsType<Authentication.Rejected>(await world.Tokens.AuthenticateAsync(new Credential.Basic("a", "b"), cluster.Stop));
        Assert.Empty(cluster.Api.Requests);
    });
}

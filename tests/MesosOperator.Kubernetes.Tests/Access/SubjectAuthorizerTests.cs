using MesosOperator.Kubernetes.Tests.Support;
using MesosOperator.Runtime.Access;
using MesosOperator.TestKit.Kubernetes;

namespace MesosOperator.Kubernetes.Tests.Access;

public sealed class SubjectAuthorizerTests
{
    private static readonly Principal Spark = new(PrincipalKind.Credential, "spark");
    private static readonly Principal Account = new(PrincipalKind.Kubernetes, "system:serviceaccount:team:spark") { Groups = ["system:authenticated"] };

    public static TheoryData<AccessRequest, string> Questions => new()
    {
        { new AccessRequest.SubscribeFramework("team", "spark"), """{"group":"mesosoperator.io","name":"spark","namespace":"team","resource":"frameworks","verb":"subscribe"}""" },
        { new AccessRequest.SubscribeFramework("", "spark"), """{"group":"mesosoperator.io","name":"spark","resource":"frameworks","verb":"subscribe"}""" },
        { new AccessRequest.TearDownFramework("team", "spark"), """{"group":"mesosoperator.io","name":"spark","namespace":"team","resource":"frameworks","verb":"teardown"}""" },
        { new AccessRequest.UseRole("eng/dev"), """{"group":"mesosoperator.io","name":"eng/dev","resource":"roles","verb":"use"}""" },
        { new AccessRequest.UpdateQuota("eng"), """{"group":"mesosoperator.io","name":"eng","resource":"roles","subresource":"quota","verb":"update"}""" },
        { new AccessRequest.ChangeMaintenance(), """{"group":"mesosoperator.io","name":"","resource":"agents","subresource":"maintenance","verb":"update"}""" },
        { new AccessRequest.UpdateWeight("eng"), """{"group":"mesosoperator.io","name":"eng","resource":"roles","subresource":"weight","verb":"update"}""" },
        { new AccessRequest.UpdateReservations("eng"), """{"group":"mesosoperator.io","name":"eng","resource":"roles","subresource":"reservations","verb":"update"}""" },
        { new AccessRequest.UpdateVolumes("eng/dev"), """{"group":"mesosoperator.io","name":"eng/dev","resource":"roles","subresource":"volumes","verb":"update"}""" },
        { new AccessRequest.ReadAgent("m-S1", ""), """{"group":"mesosoperator.io","name":"m-S1","resource":"agents","subresource":"state","verb":"get"}""" },
        { new AccessRequest.ReadSandboxes("m-S1", ""), """{"group":"mesosoperator.io","name":"m-S1","resource":"agents","subresource":"files","verb":"get"}""" },
        { new AccessRequest.RunBesideTasks("m-S1", ""), """{"group":"mesosoperator.io","name":"m-S1","resource":"agents","subresource":"exec","verb":"create"}""" },
        { new AccessRequest.ChangeAgent("m-S1", ""), """{"group":"mesosoperator.io","name":"m-S1","resource":"agents","subresource":"duty","verb":"update"}""" },
        { new AccessRequest.MarkAgentGone("m-S1", ""), """{"group":"mesosoperator.io","name":"m-S1","resource":"agents","subresource":"gone","verb":"update"}""" },
    };

    [Theory, MemberData(nameof(Questions))]
    public void Each_request_has_its_words_in_Kubernetes(AccessRequest request, string attributes) => Cluster.Test(async cluster =>
    {
        var world = new AccessWorld(cluster);

        Assert.IsType<Authorization.Allowed>(await world.AuthorizeAsync(Spark, request));

        var spec = Assert.Single(world.SubjectSpecs);
        Assert.Equal(attributes, spec["resourceAttributes"]!.ToJsonString());
        Assert.Null(spec["nonResourceAttributes"]);
        Assert.Equal("/apis/authorization.k8s.io/v1/subjectaccessreviews", Assert.Single(cluster.Api.Requests).Path);
    });

    [Fact]
    public void A_read_is_about_a_path() => Cluster.Test(async cluster =>
    {
        var world = new AccessWorld(cluster);

        await world.AuthorizeAsync(Spark, new AccessRequest.ReadState("/state"));

        var spec = Assert.Single(world.SubjectSpecs);
        Assert.Equal("""{"path":"/state","verb":"get"}""", spec["nonResourceAttributes"]!.ToJsonString());
        Assert.Null(spec["resourceAttributes"]);
    });

    [Fact]
    public void A_principal_is_never_taken_for_an_account_of_Kubernetes() => Cluster.Test(async cluster =>
    {
        var world = new AccessWorld(cluster);
        foreach (var principal in (Principal[])[Spark, Account, Principal.Anonymous, new(PrincipalKind.Credential, "system:admin")])
            await world.AuthorizeAsync(principal, new AccessRequest.UseRole("eng"));

        Assert.Equal(
            [
                """mesosoperator.io:principal:spark ["mesosoperator.io:principals"]""",
                """system:serviceaccount:team:spark ["system:authenticated"]""",
                """system:anonymous ["system:unauthenticated"]""",
                """mesosoperator.io:principal:system:admin ["mesosoperator.io:principals"]""",
            ],
            world.SubjectSpecs.Select(spec => $"{spec["user"]} {spec["groups"]!.ToJsonString()}"));
    });

    [Fact]
    public void A_denial_says_to_whom_and_what() => Cluster.Test(async cluster =>
    {
        var world = new AccessWorld(cluster) { Allows = _ => false };

        var denials = new List<string>();
        foreach (var request in (AccessRequest[])[new AccessRequest.UseRole("eng/dev"), new AccessRequest.SubscribeFramework("", "Spark Pi"), new AccessRequest.ReadState("/state")])
            denials.Add(Assert.IsType<Authorization.Denied>(await world.AuthorizeAsync(Spark, request)).Reason);

        Assert.Equal(
            [
                "Principal 'spark' is not authorized to use role 'eng/dev'",
                "Principal 'spark' is not authorized to subscribe as framework 'Spark Pi'",
                "Principal 'spark' is not authorized to read /state",
            ],
            denials);
    });

    [Fact]
    public void A_principal_cannot_be_claimed_whatever_the_roles_say() => Cluster.Test(async cluster =>
    {
        var world = new AccessWorld(cluster);

        var denied = Assert.IsType<Authorization.Denied>(await world.AuthorizeAsync(Principal.Anonymous, new AccessRequest.ClaimPrincipal("spark")));

        Assert.Equal("A caller without credentials is not authorized to name principal 'spark' without its credentials", denied.Reason);
        Assert.Empty(cluster.Api.Requests);
    });

    [Fact]
    public void Answers_are_believed_for_a_while_those_that_deny_for_a_shorter_one() => Cluster.Test(async cluster =>
    {
        var world = new AccessWorld(cluster) { Allows = spec => (string?)spec["resourceAttributes"]!["name"] == "good" };
        var (good, bad) = (new AccessRequest.UseRole("good"), new AccessRequest.UseRole("bad"));
        await world.AuthorizeAsync(Spark, good);
        await world.AuthorizeAsync(Spark, bad);

        await cluster.Run.PassAsync(TimeSpan.FromSeconds(9));
        Assert.IsType<Authorization.Denied>(await world.AuthorizeAsync(Spark, bad));
        Assert.Equal(2, world.SubjectSpecs.Count);
        await cluster.Run.PassAsync(TimeSpan.FromSeconds(2));
        world.Allows = _ => true;
        Assert.IsType<Authorization.Allowed>(await world.AuthorizeAsync(Spark, bad));
        world.Allows = _ => false;
        Assert.IsType<Authorization.Allowed>(await world.AuthorizeAsync(Spark, good));
        await cluster.Run.PassAsync(TimeSpan.FromSeconds(50));
        Assert.IsType<Authorization.Denied>(await world.AuthorizeAsync(Spark, good));
    });

    [Fact]
    public void One_answer_is_not_another_ones() => Cluster.Test(async cluster =>
    {
        var world = new AccessWorld(cluster) { Allows = spec => (string?)spec["user"] == Account.Name && spec["groups"]!.AsArray().Count == 1 };
        var request = new AccessRequest.UseRole("eng");

        Assert.IsType<Authorization.Allowed>(await world.AuthorizeAsync(Account, request));
        Assert.IsType<Authorization.Denied>(await world.AuthorizeAsync(Account with { Groups = [] }, request));
        Assert.IsType<Authorization.Denied>(await world.AuthorizeAsync(Spark, request));
        Assert.IsType<Authorization.Denied>(await world.AuthorizeAsync(Account with { Kind = PrincipalKind.Credential }, request));
    });

    [Fact]
    public void A_server_that_does_not_say_denies_nobody() => Cluster.Test(async cluster =>
    {
        var world = new AccessWorld(cluster);
        cluster.Api.Add(new FakeFault(request => request.Plural == "subjectaccessreviews") { Status = 503 });

        Assert.IsType<Authorization.Unavailable>(await world.AuthorizeAsync(Spark, new AccessRequest.UseRole("eng")));
        Assert.IsType<Authorization.Allowed>(await world.AuthorizeAsync(Spark, new AccessRequest.UseRole("eng")));
    });
}

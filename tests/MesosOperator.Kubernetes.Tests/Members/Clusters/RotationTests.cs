using MesosOperator.Crds;

namespace MesosOperator.Kubernetes.Tests.Members.Clusters;

/// <summary>Credentials that change while a cluster is a member.</summary>
public sealed class RotationTests
{
    [Fact]
    public void New_credentials_are_used_and_no_agent_loses_its_link() => ClustersWorld.Test(async world =>
    {
        var bad = await world.JoinedAsync("bad");
        var link = await LinkAsync(world);
        await world.SetSecretAsync("bad", ClustersWorld.Kubeconfig("bad", "token: new"));

        await world.Home.UntilAsync(world.Home.Clusters, new("", "bad"), _ => bad.Asked.Last().Client == "new");
        bad.Fail(401, when: request => request.Client == "operator");
        await world.Home.PassAsync(60);

        Assert.Equal("True Reached", ClustersWorld.Of(await world.StatusAsync("bad"), Conditions.Connected));
        Assert.Equal(link, await LinkAsync(world));
        Assert.Equal(["Registered"], await world.Home.ReasonsAsync("bad"));
    });

    [Fact]
    public void Wrong_credentials_are_not_used_while_the_old_ones_work() => ClustersWorld.Test(async world =>
    {
        var bad = await world.JoinedAsync("bad");
        var link = await LinkAsync(world);
        var wrong = bad.Fail(401, when: request => request.Client == "new");
        await world.SetSecretAsync("bad", ClustersWorld.Kubeconfig("bad", "token: new"));

        var status = await world.UntilAsync("bad", Conditions.Ready, "False RotationFailed");
        Assert.Equal(("True RotationFailed", 1), (ClustersWorld.Of(status, Conditions.Connected), status.Nodes));
        Assert.StartsWith(
            "The credentials in the Secret are not used, those from before are (Unauthorized): The cluster does not know the token, or no longer",
            ClustersWorld.MessageOf(status, Conditions.Ready));

        wrong.Times = 0;
        await world.UntilAsync("bad", Conditions.Ready, "True AsWanted");
        Assert.Equal(link, await LinkAsync(world));
    });

    [Fact]
    public void Secret_that_makes_no_sense_any_more_is_told_and_the_connection_stays() => ClustersWorld.Test(async world =>
    {
        await world.JoinedAsync("bad");
        await world.SetSecretAsync("bad", "contexts: 1");

        var status = await world.UntilAsync("bad", Conditions.Ready, "False KubeconfigInvalid");

        Assert.Equal(("True KubeconfigInvalid", 1), (ClustersWorld.Of(status, Conditions.Connected), status.Nodes));
        Assert.EndsWith("the credentials from before are in use", ClustersWorld.MessageOf(status, Conditions.Ready));
    });

    [Fact]
    public void Credentials_that_lead_to_another_cluster_are_not_used() => ClustersWorld.Test(async world =>
    {
        await world.JoinedAsync("bad");
        await world.MakeAsync("other", 2);
        await world.SetSecretAsync("bad", ClustersWorld.Kubeconfig("other"));

        var status = await world.UntilAsync("bad", Conditions.Ready, "False RotationFailed");

        Assert.Equal(1, status.Nodes);
        Assert.Contains("They lead to another cluster", ClustersWorld.MessageOf(status, Conditions.Ready));
    });

    private static async Task<string> LinkAsync(ClustersWorld world) => $"{Assert.Single((await world.Home.ViewAsync()).Agents)}";
}

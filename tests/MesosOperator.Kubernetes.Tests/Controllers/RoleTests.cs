using System.Collections.Immutable;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Roles;
using MesosOperator.Crds;
using MesosOperator.Crds.Roles;
using MesosOperator.Kubernetes.Api;
using MesosOperator.Kubernetes.Tests.Support;

namespace MesosOperator.Kubernetes.Tests.Controllers;

/// <summary>Roles as objects.</summary>
public sealed class RoleTests
{
    private static readonly ResourceKey Dev = new("", "dev");

    [Fact]
    public void Weight_is_given_and_taken_back() => OperatorWorld.Test(async world =>
    {
        await world.ApplyFrameworkAsync("seen", spec => spec with { Roles = ["dev", "eng/dev"] });
        await ApplyAsync(world, "dev", "dev", """{"weight":"2.5"}""");
        var role = await ReadyAsync(world, Dev, "True AsWanted");
        Assert.Equal((2.5, "0%"), (await WeightAsync(world, "dev"), role.Status!.Share));

        await world.PatchAsync(world.Roles, Dev, """{"spec":{"weight":"3"}}""");
        await UntilAsync(world, async () => await WeightAsync(world, "dev") == 3);
        await world.Roles.DeleteAsync(Dev, default);

        await UntilAsync(world, async () => await WeightAsync(world, "dev") is 1 or null);
    });

    [Fact]
    public void Quota_that_cannot_be_kept_yet_is_a_promise_until_it_can() => OperatorWorld.Test(async world =>
    {
        await ApplyAsync(world, "dev", "dev", """{"quota":{"guarantees":{"cpus":"2"}}}""");
        await world.UntilAsync(world.Roles, Dev, role => OperatorWorld.Find(role.Status?.Conditions, Conditions.QuotaSatisfied)?.Status == ConditionStatus.False);

        world.Hosts.Join();

        await world.UntilAsync(world.Roles, Dev, role => OperatorWorld.Find(role.Status?.Conditions, Conditions.QuotaSatisfied)?.Status == ConditionStatus.True);
        Assert.Equal("True AsWanted", OperatorWorld.Ready((await world.Roles.FindAsync(Dev, default))!.Status));
    });

    [Fact]
    public void Demand_that_no_offer_meets_is_told() => OperatorWorld.Test(async world =>
    {
        await ApplyAsync(world, "eng", "eng", "{}");
        var framework = ResourceKey.Of(await world.ApplyFrameworkAsync("wants", spec => spec with
        {
            Roles = ["eng/dev"],
            Demand = [new() { Name = "large", Role = "eng/dev", Count = 3, Resources = new() { ["cpus"] = new("100") } }],
        }));
        var role = await world.UntilAsync(world.Roles, new("", "eng"), seen => seen.Status?.UnmetDemand is not null);
        Assert.Equal("300", role.Status!.UnmetDemand!["cpus"].ToString());

        await world.PatchAsync(world.Frameworks, framework, """{"spec":{"demand":null}}""");

        await world.UntilAsync(world.Roles, new("", "eng"), seen => seen.Status?.UnmetDemand is null);
    });

    [Fact]
    public void Of_two_with_one_path_the_older_counts_and_the_other_takes_its_place() => OperatorWorld.Test(async world =>
    {
        await world.ApplyFrameworkAsync("seen", spec => spec with { Roles = ["dev", "eng/dev"] });
        await ApplyAsync(world, "dev", "dev", """{"weight":"2"}""");
        await ReadyAsync(world, Dev, "True AsWanted");
        await world.PassAsync(2);
        await ApplyAsync(world, "also", "dev", """{"weight":"7"}""");
        await ReadyAsync(world, new("", "also"), "False Taken");
        Assert.Equal(2, await WeightAsync(world, "dev"));

        await world.Roles.DeleteAsync(Dev, default);

        await ReadyAsync(world, new("", "also"), "True AsWanted");
        Assert.Equal(7, await WeightAsync(world, "dev"));
    });

    [Fact]
    public void Wrong_spec_is_told_and_the_last_good_one_stays_in_force() => OperatorWorld.Test(async world =>
    {
        await world.ApplyFrameworkAsync("seen", spec => spec with { Roles = ["dev", "eng/dev"] });
        await ApplyAsync(world, "dev", "dev", """{"weight":"2"}""");
        await ReadyAsync(world, Dev, "True AsWanted");

        await world.PatchAsync(world.Roles, Dev, """{"spec":{"weight":"0"}}""");

        var wrong = await ReadyAsync(world, Dev, "False Invalid");
        Assert.Contains("weight", OperatorWorld.Find(wrong.Status!.Conditions, Conditions.Ready)!.Message);
        Assert.Equal(2, await WeightAsync(world, "dev"));
    });

    [Fact]
    public void Object_that_cannot_be_read_harms_no_other() => OperatorWorld.Test(async world =>
    {
        await world.ApplyFrameworkAsync("seen", spec => spec with { Roles = ["dev", "eng/dev"] });
        await ApplyAsync(world, "odd", "odd", """{"weight":{"not":"a number"}}""");
        await ApplyAsync(world, "dev", "dev", """{"weight":"2"}""");

        await ReadyAsync(world, Dev, "True AsWanted");
        Assert.Equal(2, await WeightAsync(world, "dev"));
        await world.RestartAsync();
        await UntilAsync(world, async () => await WeightAsync(world, "dev") == 2);
    });

    [Fact]
    public void What_is_given_over_the_Mesos_API_becomes_an_object_and_outlives_the_leader() => OperatorWorld.Test(async world =>
    {
        await world.ApplyFrameworkAsync("seen", spec => spec with { Roles = ["dev", "eng/dev"] });
        world.Hosts.Join();
        await world.PassAsync(2);
        var weighed = world.Operator.Master.CallAsync(new OperatorCommand.UpdateWeights(ImmutableSortedDictionary<RoleName, int>.Empty.Add(new("eng/dev"), 1500)));
        Assert.True((await weighed).IsDone);

        var role = await UntilOneAsync(world);
        Assert.Equal(("eng/dev", "1.5"), (role.Spec.Path, role.Spec.Weight.Text));
        await world.RestartAsync();
        await UntilAsync(world, async () => await WeightAsync(world, "eng/dev") == 1.5);
    });

    private static async Task<V1Alpha1Role> UntilOneAsync(OperatorWorld world)
    {
        await UntilAsync(world, async () => (await world.AllAsync(world.Roles)).Count == 1);
        return (await world.AllAsync(world.Roles)).Single();
    }

    private static Task ApplyAsync(OperatorWorld world, string name, string path, string spec)
    {
        var body = System.Text.Json.Nodes.JsonNode.Parse(spec)!.AsObject();
        body["path"] = path;
        return world.Cluster.Server.AskAsync(
            new(HttpMethod.Post, "/apis/mesosoperator.io/v1alpha1/roles", new System.Text.Json.Nodes.JsonObject
            {
                ["apiVersion"] = ApiGroup.NameAndVersion,
                ["kind"] = V1Alpha1Role.KindName,
                ["metadata"] = new System.Text.Json.Nodes.JsonObject { ["name"] = name },
                ["spec"] = body,
            }.ToJsonString()),
            default);
    }

    private static Task<V1Alpha1Role> ReadyAsync(OperatorWorld world, ResourceKey key, string ready) =>
        world.UntilAsync(world.Roles, key, role => OperatorWorld.Ready(role.Status) == ready);

    private static async Task<double?> WeightAsync(OperatorWorld world, string path) =>
        (await world.ViewAsync()).Roles.FirstOrDefault(role => role.Name.Value == path)?.Weight;

    private static async Task UntilAsync(OperatorWorld world, Func<Task<bool>> holds)
    {
        for (var looks = 0; !await holds(); looks++)
        {
            Assert.True(looks < 200, "it does not come to be so");
            await world.PassAsync(0.2);
        }
    }
}

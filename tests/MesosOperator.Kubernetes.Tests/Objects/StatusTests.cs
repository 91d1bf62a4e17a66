using k8s.Models;
using MesosOperator.Crds;
using MesosOperator.Crds.Roles;
using MesosOperator.Kubernetes.Api;
using MesosOperator.Kubernetes.Objects;
using MesosOperator.Kubernetes.Tests.Support;

namespace MesosOperator.Kubernetes.Tests.Objects;

public class StatusTests
{
    private static readonly ResourceKey Key = new("", "eng");

    [Fact]
    public void Each_controller_keeps_its_own_conditions_and_takes_back_only_those() => Cluster.Test(async cluster =>
    {
        await Create(cluster);
        await SetAsync(cluster, "shares", set => set.SetReconciling("Waiting", "for capacity"));
        await SetAsync(cluster, "quota", set => set.Set(Conditions.QuotaSatisfied, ConditionStatus.True, "AsWanted", ""));
        Assert.Equal(["QuotaSatisfied", "Ready", "Reconciling"], await TypesAsync(cluster));
        await SetAsync(cluster, "shares", set => set.SetReady("AsWanted", ""));
        Assert.Equal(["QuotaSatisfied", "Ready"], await TypesAsync(cluster));
        Assert.Equal("eng/dev", (await cluster.Client<V1Alpha1Role>("test").FindAsync(Key, default))?.Spec.Path);
    });

    [Fact]
    public void A_status_that_is_as_wanted_is_not_written() => Cluster.Test(async cluster =>
    {
        await Create(cluster);
        await SetAsync(cluster, "shares", set => set.SetReady("AsWanted", ""));
        await cluster.Run.PassAsync(TimeSpan.FromMinutes(1));
        var writes = cluster.Api.Requests.Count(request => request.IsWrite);
        Assert.False(await SetAsync(cluster, "shares", set => set.SetReady("AsWanted", "")));
        Assert.Equal(writes, cluster.Api.Requests.Count(request => request.IsWrite));
        Assert.True(await SetAsync(cluster, "shares", set => set.SetStalled("Invalid", "")));
    });

    private static Task<V1Alpha1Role> Create(Cluster cluster) => cluster.Client<V1Alpha1Role>("user").CreateAsync(
        new V1Alpha1Role { Metadata = new V1ObjectMeta { Name = Key.Name }, Spec = new() { Path = "eng/dev" } }, default);

    /// <summary>Writes the conditions that one controller sets and no others.</summary>
    private static async Task<bool> SetAsync(Cluster cluster, string controller, Action<ConditionSet> change)
    {
        var roles = cluster.Client<V1Alpha1Role>(controller);
        var role = (await roles.FindAsync(Key, default))!;
        var before = role.Status?.Conditions?.Where(condition => condition.Type == Conditions.QuotaSatisfied == (controller == "quota")).ToArray();
        var set = new ConditionSet(before, role.Metadata.Generation, cluster.Run.Time);
        change(set);
        var present = new V1Alpha1RoleStatus { ObservedGeneration = role.Status?.ObservedGeneration, Conditions = before };
        var wanted = new V1Alpha1RoleStatus { ObservedGeneration = role.Metadata.Generation, Conditions = set.All };
        return await new ServerSideApply<V1Alpha1Role>(roles).ApplyStatusAsync(role, present, wanted, default);
    }

    private static async Task<IEnumerable<string>> TypesAsync(Cluster cluster) =>
        (await cluster.Client<V1Alpha1Role>("test").FindAsync(Key, default))!.Status!.Conditions!.Select(condition => condition.Type).Order();
}

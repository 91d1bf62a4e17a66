using MesosOperator.Crds.Frameworks;
using MesosOperator.Kubernetes.Api;

namespace MesosOperator.Kubernetes.Tests.Contract;

public sealed class EmbeddedApplyContractTests(SharedEmbeddedApiServer shared) : ApplyContract
{
    /// <summary>It has no nodes; and our kinds do divide here, as they do on servers of today.</summary>
    [Fact]
    public override void Conditions_are_each_its_managers_own() => Run(async world =>
    {
        var one = world.Client<V1Alpha1Framework>("one");
        var other = world.Client<V1Alpha1Framework>("other");
        await one.CreateAsync(world.Framework("a"), world.Stop);
        async Task<IEnumerable<string>> SayAsync(ResourceClient<V1Alpha1Framework> client, string type, string status)
        {
            var said = ResourcePatch.ApplyOwn(Object("mesosoperator.io/v1alpha1", "Framework", "a", "status", Conditions(type, status)));
            var after = await client.PatchAsync(world.Key("a"), "status", said, world.Stop);
            return after.Status!.Conditions!.Select(condition => $"{condition.Type} {condition.Status}").Order();
        }
        await SayAsync(one, "Ready", "True");
        Assert.Equal(["Ready True", "Valid True"], await SayAsync(other, "Valid", "True"));
        Assert.Equal(["Ready False", "Valid True"], await SayAsync(one, "Ready", "False"));
        Assert.Equal(["Known True", "Valid True"], await SayAsync(one, "Known", "True"));
    });

    private protected override void Run(Func<ApiWorld, Task> test) => EmbeddedWorld.Run(shared, test);
}

using k8s;
using k8s.Models;

namespace MesosOperator.Kubernetes.Tests.Contract;

/// <summary>Runs a test of the contract on the embedded API server.</summary>
internal static class EmbeddedWorld
{
    public static void Run(SharedEmbeddedApiServer shared, Func<ApiWorld, Task> test) => RunAsync(shared, test).GetAwaiter().GetResult();

    private static async Task RunAsync(SharedEmbeddedApiServer shared, Func<ApiWorld, Task> test)
    {
        var configuration = await KubernetesClientConfiguration.BuildConfigFromConfigFileAsync(new FileInfo(shared.Server.KubeconfigPath));
        using var kubernetes = new k8s.Kubernetes(configuration);
        var name = $"contract-{Guid.NewGuid():N}";
        var world = new ApiWorld(kubernetes, TimeProvider.System, name)
        {
            UntilAsync = RealWorld.UntilAsync,
            CompactAsync = () =>
            {
                shared.Server.Compact();
                return Task.CompletedTask;
            },
        };
        var own = new V1Namespace { ApiVersion = "v1", Kind = "Namespace", Metadata = new V1ObjectMeta { Name = name } };
        await world.Client<V1Namespace>().CreateAsync(own, world.Stop);
        await test(world);
    }
}

using k8s.Models;
using MesosOperator.TestKit.Kubernetes.Servers;

namespace MesosOperator.Kubernetes.Tests.Contract;

/// <summary>Runs a test of the contract on a real API server.</summary>
internal static class RealWorld
{
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(2);

    public static void Run(SharedKubeApiServer shared, Func<ApiWorld, Task> test) => RunAsync(shared, test).GetAwaiter().GetResult();

    private static async Task RunAsync(SharedKubeApiServer shared, Func<ApiWorld, Task> test)
    {
        var server = await shared.Server;
        using var kubernetes = server.Connect();
        var name = $"contract-{Guid.NewGuid():N}";
        var world = new ApiWorld(kubernetes, TimeProvider.System, name)
        {
            UntilAsync = UntilAsync,
            CompactAsync = () => server.CompactAsync(TestContext.Current.CancellationToken),
        };
        var own = new V1Namespace { ApiVersion = "v1", Kind = "Namespace", Metadata = new V1ObjectMeta { Name = name } };
        await world.Client<V1Namespace>().CreateAsync(own, world.Stop);
        await test(world);
    }

    public static async Task UntilAsync(Func<bool> holds)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!holds())
        {
            if (TimeProvider.System.GetElapsedTime(started) > Bound)
                throw new TimeoutException($"It does not hold after {Bound}.");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }
}

using k8s.Models;
using MesosOperator.Kubernetes.Tests.Support;

namespace MesosOperator.Kubernetes.Tests.Contract;

/// <summary>The contract against a real API server.</summary>
public sealed class RealApiContractTests(SharedApiServer shared) : ApiContract
{
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(2);

    private protected override void Run(Func<ApiWorld, Task> test) => RunAsync(test).GetAwaiter().GetResult();

    private async Task RunAsync(Func<ApiWorld, Task> test)
    {
        using var kubernetes = (await shared.Server).Connect();
        var name = $"contract-{Guid.NewGuid():N}";
        var world = new ApiWorld(kubernetes, TimeProvider.System, name, UntilAsync);
        var own = new V1Namespace { ApiVersion = "v1", Kind = "Namespace", Metadata = new V1ObjectMeta { Name = name } };
        await world.Client<V1Namespace>().CreateAsync(own, world.Stop);
        await test(world);
    }

    private static async Task UntilAsync(Func<bool> holds)
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

using k8s;
using k8s.Models;

namespace MesosOperator.Kubernetes.Tests.Contract;

/// <summary>The contract against the API server of a kubeconfig file that an environment variable names.</summary>
public sealed class RealApiContractTests : ApiContract
{
    /// <summary>The path of a kubeconfig file.</summary>
    private const string Variable = "MESOS_OPERATOR_TEST_KUBECONFIG";

    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(2);

    private protected override void Run(Func<ApiWorld, Task> test)
    {
        var path = Environment.GetEnvironmentVariable(Variable);
        Assert.SkipWhen(string.IsNullOrEmpty(path), $"{Variable} names no kubeconfig: the contract is held by the fake alone.");
        RunAsync(path!, test).GetAwaiter().GetResult();
    }

    private static async Task RunAsync(string path, Func<ApiWorld, Task> test)
    {
        using var kubernetes = new k8s.Kubernetes(KubernetesClientConfiguration.BuildConfigFromConfigFile(path));
        var name = $"contract-{Guid.NewGuid():N}";
        var world = new ApiWorld(kubernetes, TimeProvider.System, name, UntilAsync);
        var namespaces = world.Client<V1Namespace>();
        var own = new V1Namespace { ApiVersion = "v1", Kind = "Namespace", Metadata = new V1ObjectMeta { Name = name } };
        await namespaces.CreateAsync(own, world.Stop);
        await test(world);
        await namespaces.DeleteAsync(new("", name), world.Stop);
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

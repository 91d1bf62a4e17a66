using MesosOperator.Kubernetes.Api;
using MesosOperator.TestKit.Kubernetes.Servers;

[assembly: AssemblyFixture(typeof(SharedKubeApiServer))]

namespace MesosOperator.Kubernetes.Tests.Contract;

/// <summary>What our code relies on in an API server. It is held against the fake, the embedded and a real one.</summary>
public abstract class ContractTests
{
    /// <summary>Runs a test in a namespace of its own.</summary>
    private protected abstract void Run(Func<ApiWorld, Task> test);

    private protected static async Task FailsAsync(ApiFailure failure, Func<Task> act) =>
        Assert.Equal(failure, (await Assert.ThrowsAsync<ApiServerException>(act)).Failure);
}

using MesosOperator.TestKit.Kubernetes.Servers;

namespace MesosOperator.Kubernetes.Tests.Contract;

public sealed class RealApiContractTests(SharedKubeApiServer shared) : ApiContract
{
    private protected override void Run(Func<ApiWorld, Task> test) => RealWorld.Run(shared, test);
}

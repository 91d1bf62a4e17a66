using MesosOperator.TestKit.Kubernetes.Servers;

namespace MesosOperator.Kubernetes.Tests.Contract;

public sealed class RealApplyContractTests(SharedKubeApiServer shared) : ApplyContract
{
    private protected override void Run(Func<ApiWorld, Task> test) => RealWorld.Run(shared, test);
}

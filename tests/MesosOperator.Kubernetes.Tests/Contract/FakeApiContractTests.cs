namespace MesosOperator.Kubernetes.Tests.Contract;

public sealed class FakeApiContractTests : ApiContract
{
    private protected override void Run(Func<ApiWorld, Task> test) => FakeWorld.Run(test);
}

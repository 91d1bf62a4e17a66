namespace MesosOperator.Kubernetes.Tests.Contract;

public sealed class FakeApplyContractTests : ApplyContract
{
    private protected override void Run(Func<ApiWorld, Task> test) => FakeWorld.Run(test);
}

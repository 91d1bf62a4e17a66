namespace MesosOperator.Kubernetes.Tests.Contract;

public sealed class FakeMaintenanceContractTests : MaintenanceContract
{
    private protected override void Run(Func<ApiWorld, Task> test) => FakeWorld.Run(test);
}

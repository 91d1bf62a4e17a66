namespace MesosOperator.Kubernetes.Tests.Contract;

public sealed class EmbeddedMaintenanceContractTests(SharedEmbeddedApiServer shared) : MaintenanceContract
{
    private protected override void Run(Func<ApiWorld, Task> test) => EmbeddedWorld.Run(shared, test);
}

using MesosOperator.TestKit.Kubernetes.Servers;

namespace MesosOperator.Kubernetes.Tests.Contract;

public sealed class RealMaintenanceContractTests(SharedKubeApiServer shared) : MaintenanceContract
{
    private protected override void Run(Func<ApiWorld, Task> test) => RealWorld.Run(shared, test);
}

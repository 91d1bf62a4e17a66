namespace MesosOperator.Kubernetes.Tests.Contract;

public sealed class EmbeddedApiContractTests(SharedEmbeddedApiServer shared) : ApiContract
{
    private protected override void Run(Func<ApiWorld, Task> test) => EmbeddedWorld.Run(shared, test);
}

using MesosOperator.TestKit.Kubernetes;

namespace MesosOperator.Kubernetes.Tests.Contract;

public sealed class FakeApiContractTests : ApiContract
{
    private protected override void Run(Func<ApiWorld, Task> test) => VirtualRun.Of(async run =>
    {
        using var kubernetes = new FakeKubeApi(run.Time).Connect();
        await test(new(kubernetes, run.Time, "team", holds => run.UntilAsync(holds, TimeSpan.FromMinutes(2))));
    });
}

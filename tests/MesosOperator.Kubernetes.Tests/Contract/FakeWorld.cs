using MesosOperator.TestKit.Kubernetes;

namespace MesosOperator.Kubernetes.Tests.Contract;

/// <summary>Runs a test of the contract on the fake API server.</summary>
internal static class FakeWorld
{
    public static void Run(Func<ApiWorld, Task> test) => VirtualRun.Of(async run =>
    {
        var api = new FakeKubeApi(run.Time);
        using var kubernetes = api.Connect();
        await test(new(kubernetes, run.Time, "team")
        {
            UntilAsync = holds => run.UntilAsync(holds, TimeSpan.FromMinutes(2)),
            CompactAsync = () =>
            {
                api.Compact();
                return Task.CompletedTask;
            },
        });
    });
}

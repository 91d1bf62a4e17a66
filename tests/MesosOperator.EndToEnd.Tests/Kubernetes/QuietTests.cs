using MesosOperator.EndToEnd.Tests.Support;
using MesosOperator.TestKit.Kubernetes.Servers;

namespace MesosOperator.EndToEnd.Tests.Kubernetes;

public sealed class QuietTests
{
    /// <summary>The lease is renewed every two seconds: longer than the operator waits before it shows what is merely offered.</summary>
    private const int Renewals = 6;

    [Fact]
    public async Task Operator_writes_nothing_but_its_lease_while_nothing_happens()
    {
        await using var server = await KubeApiServer.StartAsync(TestContext.Current.CancellationToken);
        await server.InstallDefinitionsAsync(SharedKubeApiServer.DefinitionFiles, TestContext.Current.CancellationToken);
        await using var target = await ClusterOperatorProcess.StartAsync(server.KubeconfigPath, "--namespace", "default");
        await using var agent = AgentProcess.Start(target.AgentLink, "--resources", "cpus:4;mem:1024");
        var framework = new WorkingFramework(server.Kubectl);
        await framework.StartAsync();
        await framework.SettleAsync();
        await server.Kubectl.SucceedAsync(["delete", .. await EndedOffersAsync(server.Kubectl)]); // They would be deleted in a minute.
        await RenewAsync(server);

        var (before, after) = await RenewAsync(server);

        Assert.True(after.WritesSince(before) == 0, after.TextSince(before));
    }

    /// <summary>Waits until the operator has renewed its lease some times, and returns what was served until before and after.</summary>
    private static async Task<(ServedRequests Before, ServedRequests After)> RenewAsync(KubeApiServer server)
    {
        var before = await server.ServedAsync();
        var after = before;
        await Eventually.TrueAsync(
            async () => (after = await server.ServedAsync()).WritesSince(before, "leases") >= Renewals, "the operator keeps its lease");
        return (before, after);
    }

    private static async Task<string[]> EndedOffersAsync(Kubectl kubectl) =>
        (await kubectl.SucceedAsync("get", "offers", "-o", "jsonpath={range .items[?(@.status.phase==\"Accepted\")]}offer/{.metadata.name} {end}"))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
}

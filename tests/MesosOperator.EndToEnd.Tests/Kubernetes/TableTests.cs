using System.Text;
using MesosOperator.EndToEnd.Tests.Support;
using MesosOperator.TestKit;
using MesosOperator.TestKit.Kubernetes.Servers;

namespace MesosOperator.EndToEnd.Tests.Kubernetes;

/// <summary>What <c>kubectl get</c> shows of each kind as the operator writes it: the same on a real API server and on the embedded one.</summary>
public sealed class TableTests
{
    private const string Shown = "tests/MesosOperator.EndToEnd.Tests/Kubernetes/tables.txt";

    [Fact]
    public async Task Kinds_are_shown_as_expected_on_a_real_API_server()
    {
        await using var server = await KubeApiServer.StartAsync(TestContext.Current.CancellationToken);
        await server.InstallDefinitionsAsync(SharedKubeApiServer.DefinitionFiles, TestContext.Current.CancellationToken);
        await using var target = await ClusterOperatorProcess.StartAsync(server.KubeconfigPath, "--namespace", "default");

        await PlayAsync(server.Kubectl, target.AgentLink);
    }

    [Fact]
    public async Task Kinds_are_shown_as_expected_on_the_embedded_API_server()
    {
        await using var target = await OperatorProcess.StartAsync("--no-agent");

        await PlayAsync(new Kubectl(target.Kubeconfig, target.WorkDirectory), target.AgentLink);
    }

    private static async Task PlayAsync(Kubectl kubectl, Uri agentLink)
    {
        await using var agent = AgentProcess.Start(agentLink, "--hostname", "host-7", "--resources", "cpus:4;mem:1024", "--attributes", "rack:r1");
        var framework = new WorkingFramework(kubectl);
        await framework.StartAsync();
        var offers = await TableAsync(kubectl, "of"); // An offer that has ended is shown for a minute only.
        await framework.SettleAsync();
        var shown = new StringBuilder();
        foreach (var kind in (string[])["ag", "fw", "mrole", "mtask"])
            shown.Append(await TableAsync(kubectl, kind));
        shown.Append(offers);
        Assert.Equal(Golden.Expected(Shown, shown.ToString()), shown.ToString());
    }

    private static async Task<string> TableAsync(Kubectl kubectl, string kind) =>
        $"$ kubectl get {kind} -o wide\n{TableText.Of(await kubectl.SucceedAsync("get", kind, "-o", "wide"))}\n";
}

using MesosOperator.EndToEnd.Tests.Support;
using MesosOperator.TestKit;
using MesosOperator.TestKit.Kubernetes.Servers;

namespace MesosOperator.EndToEnd.Tests.Kubernetes;

/// <summary>Definitions and objects come, change and go under a running operator.</summary>
public sealed class LifeCycleTests
{
    [Fact]
    public async Task Definitions_and_samples_are_applied_upgraded_and_deleted_without_a_stuck_finalizer()
    {
        await using var server = await KubeApiServer.StartAsync(TestContext.Current.CancellationToken);
        await server.InstallDefinitionsAsync(SharedKubeApiServer.DefinitionFiles, TestContext.Current.CancellationToken);
        await using var target = await ClusterOperatorProcess.StartAsync(server.KubeconfigPath, "--namespace", "default");
        await using var agent = AgentProcess.Start(target.AgentLink, "--resources", "cpus:4;mem:1024;disk:1024;ports:[31000-31010]");
        var kubectl = server.Kubectl;

        await kubectl.SucceedAsync("apply", "-f", Path.Combine(SourceFolder.Root, "samples/resources"));
        await Eventually.TrueAsync(
            async () => (await kubectl.SucceedAsync("get", "frameworks", "-A", "-o", "jsonpath={.items[*].metadata.finalizers}")).Contains("tear-down", StringComparison.Ordinal),
            "the operator holds a framework");
        await Eventually.TrueAsync(
            async () => (await kubectl.SucceedAsync("get", "offers", "-A", "-o", "name")).Length > 0, "a framework has an offer");

        // Applied over what is there, as an upgrade does; objects and their statuses stay.
        await kubectl.SucceedAsync("apply", "--validate=false", "-f", Path.Combine(SourceFolder.Root, "crds"));
        Assert.NotEqual("", await kubectl.SucceedAsync("get", "frameworks", "-A", "-o", "name"));

        await kubectl.SucceedAsync("delete", "--timeout=60s", "-f", Path.Combine(SourceFolder.Root, "samples/resources"));
        await kubectl.SucceedAsync("delete", "--timeout=60s", "-f", Path.Combine(SourceFolder.Root, "crds"));
        Assert.Equal("", await kubectl.SucceedAsync("get", "crds", "-o", "name"));
    }
}

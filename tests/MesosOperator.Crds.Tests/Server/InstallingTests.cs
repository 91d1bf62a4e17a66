using MesosOperator.Crds.Definitions;
using MesosOperator.Crds.Tests.Support;
using MesosOperator.TestKit.Kubernetes.Servers;

namespace MesosOperator.Crds.Tests.Server;

/// <summary>What a user does with crds/, on a server of the test's own.</summary>
public class InstallingTests
{
    private static readonly string Definitions = Path.Combine(RepositoryFiles.Root, "crds");
    private static readonly string Samples = Path.Combine(RepositoryFiles.Root, "samples/resources");

    [Fact]
    public async Task Definitions_and_objects_come_and_go_with_kubectl_and_nothing_is_stuck()
    {
        await using var server = await KubeApiServer.StartAsync(TestContext.Current.CancellationToken);
        var kubectl = server.Kubectl;
        // This server's own schema of definitions is too old to judge ours by it; for the same reason it cannot apply them itself.
        string[] install = ["apply", "--validate=false"];
        foreach (var form in (string[])["-k", "-f"])
        {
            await kubectl.SucceedAsync([.. install, form, Definitions]);
            await kubectl.SucceedAsync("wait", "crds", "--all", "--for=condition=Established", "--timeout=60s");
            var served = await kubectl.SucceedAsync("api-resources", "--api-group=mesosoperator.io", "--no-headers", "-o", "name");
            Assert.Equal(
                ResourceDefinitions.All.Select(definition => $"{definition.Plural}.mesosoperator.io").Order(StringComparer.Ordinal),
                served.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));
            Assert.Equal("", await kubectl.SucceedAsync("get", "mesos", "-A", "-o", "name"));
            await kubectl.SucceedAsync("apply", "-f", Samples);
            await kubectl.SucceedAsync("delete", "-k", Definitions, "--timeout=60s");
            Assert.Equal("", await kubectl.SucceedAsync("get", "crds", "-o", "name"));
        }
    }
}

using MesosOperator.EndToEnd.Tests.Support;
using MesosOperator.TestKit;
using MesosOperator.TestKit.Kubernetes.Servers;

namespace MesosOperator.EndToEnd.Tests.Kubernetes;

/// <summary>A framework with nothing but kubectl: the same script on a real API server and on the embedded one.</summary>
public sealed class KubectlFrameworkTests
{
    /// <summary>For a script of some hundred runs of kubectl on a busy machine.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task Framework_runs_by_kubectl_alone_on_a_real_API_server()
    {
        await using var server = await KubeApiServer.StartAsync(TestContext.Current.CancellationToken);
        await server.InstallDefinitionsAsync(SharedKubeApiServer.DefinitionFiles, TestContext.Current.CancellationToken);
        await using var target = await ClusterOperatorProcess.StartAsync(server.KubeconfigPath, "--namespace", "default");
        await using var agent = AgentProcess.Start(target.AgentLink, "--resources", "cpus:4;mem:1024;disk:1024;ports:[31000-31010]");

        await PlayAsync(server.KubeconfigPath);
    }

    [Fact]
    public async Task Operator_needs_no_more_than_the_roles_that_are_shipped()
    {
        var stop = TestContext.Current.CancellationToken;
        await using var server = await KubeApiServer.StartAsync(stop);
        await server.InstallDefinitionsAsync(SharedKubeApiServer.DefinitionFiles, stop);
        var roles = Path.Combine(SourceFolder.Root, "samples/install/rbac.yaml");
        Assert.Equal(0, (await server.Kubectl.RunAsync("apply", "-f", roles)).ExitCode);
        using var folder = new TemporaryFolder();
        var token = await server.ServiceAccountTokenAsync("mesos-system", "mesos-operator", stop);
        await using var target = await ClusterOperatorProcess.StartAsync(
            await WriteKubeconfigAsync(folder["kubeconfig"], server.KubeconfigPath, token), "--namespace", "mesos-system");
        await using var agent = AgentProcess.Start(target.AgentLink, "--resources", "cpus:4;mem:1024;disk:1024;ports:[31000-31010]");

        await PlayAsync(server.KubeconfigPath);
        Assert.DoesNotContain("orbidden", target.Program.Text);
    }

    [Fact]
    public async Task Framework_runs_by_kubectl_alone_on_the_embedded_API_server()
    {
        await using var target = await OperatorProcess.StartAsync("--resources", "cpus:4;mem:1024;disk:1024;ports:[31000-31010]");

        await PlayAsync(target.Kubeconfig);
    }

    [Fact]
    public async Task Offer_that_is_not_answered_in_time_expires()
    {
        await using var target = await OperatorProcess.StartAsync("--resources", "cpus:1;mem:64", "--offer-timeout", "1s");
        var kubectl = new Kubectl(target.Kubeconfig, target.WorkDirectory);
        var applied = await kubectl.RunWithInputAsync(
            """
            apiVersion: mesosoperator.io/v1alpha1
            kind: Framework
            metadata: {name: slow, namespace: default}
            spec: {transport: Resource}
            """, "apply", "-f", "-");
        Assert.True(applied.ExitCode == 0, applied.Errors);

        await Eventually.TrueAsync(
            async () => (await kubectl.SucceedAsync("get", "offers", "-o", "jsonpath={.items[*].status.phase}")).Contains("Expired", StringComparison.Ordinal),
            "an offer is shown as expired");
    }

    /// <summary>The same server, as the one whose token it is.</summary>
    private static async Task<string> WriteKubeconfigAsync(string path, string original, string token)
    {
        var known = k8s.KubernetesYaml.Deserialize<k8s.KubeConfigModels.K8SConfiguration>(await File.ReadAllTextAsync(original));
        known.Users = [new() { Name = known.Users.First().Name, UserCredentials = new() { Token = token } }];
        await File.WriteAllTextAsync(path, k8s.KubernetesYaml.Serialize(known));
        return path;
    }

    private static async Task PlayAsync(string kubeconfig)
    {
        var kubectl = (await KubePrograms.FindAsync("kubectl"))[0];
        var script = Path.Combine(SourceFolder.Root, "tests/MesosOperator.EndToEnd.Tests/Kubernetes/kubectl-framework.sh");
        await using var played = ChildProgram.Start("env", $"KUBECTL={kubectl}", $"KUBECONFIG={kubeconfig}", "bash", script);
        Assert.True(await played.ExitAsync(Longest) == 0, played.Text);
    }
}

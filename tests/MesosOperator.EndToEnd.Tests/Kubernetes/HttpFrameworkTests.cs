using MesosOperator.EndToEnd.Tests.Support;
using MesosOperator.Protocol.Mesos.V1;
using MesosOperator.TestKit.Kubernetes.Servers;
using Task = System.Threading.Tasks.Task;

namespace MesosOperator.EndToEnd.Tests.Kubernetes;

/// <summary>Frameworks that subscribe over HTTP, and the objects that stand for them.</summary>
public sealed class HttpFrameworkTests
{
    [Fact]
    public async Task Framework_without_an_object_gets_one_that_goes_with_it()
    {
        await using var mesos = await OperatorProcess.StartAsync("--resources", "cpus:1;mem:64");
        var kubectl = new Kubectl(mesos.Kubeconfig, mesos.WorkDirectory);
        var framework = await TestFramework.SubscribeAsync(mesos.Api, "shop", _ => []);

        await UntilAsync(kubectl, "{.items[*].spec.id}", framework.Id);
        await UntilAsync(kubectl, "{.items[*].status.conditions[?(@.type==\"Connected\")].status}", "True");
        Assert.Equal("", await kubectl.SucceedAsync("get", "offers", "-o", "name"));
        await framework.DisposeAsync();

        await UntilAsync(kubectl, "{.items[*].metadata.name}", "");
    }

    [Fact]
    public async Task Framework_is_bound_to_the_object_of_its_name_which_shows_its_tasks_when_asked_to()
    {
        await using var mesos = await OperatorProcess.StartAsync("--resources", "cpus:4;mem:1024");
        var kubectl = new Kubectl(mesos.Kubeconfig, mesos.WorkDirectory);
        await ApplyAsync(kubectl, "spec: {transport: Http, name: shop framework, roles: [shop], failoverTimeoutSeconds: 60, mirror: true}");
        var uid = await kubectl.SucceedAsync("get", "framework", "shop", "-o", "jsonpath={.metadata.uid}");
        var launched = false;
        await using var framework = await TestFramework.SubscribeAsync(
            mesos.Api, "shop", offer => launched || !(launched = true) ? [] : [A.Task(offer, "web", 1, 64, "exec sleep 1000")]);

        Assert.Equal(uid, framework.Id);
        await Eventually.TrueAsync(
            async () => await kubectl.SucceedAsync("get", "tasks", "-o", "jsonpath={.items[*].metadata.name} {.items[*].status.state}") == "shop.web Running",
            "the task is shown as running");
        await Eventually.TrueAsync(
            async () => (await kubectl.SucceedAsync("get", "offers", "-o", "jsonpath={.items[*].spec.framework}")).Contains("shop", StringComparison.Ordinal),
            "its offers are shown");
        Assert.Equal("exec sleep 1000", await kubectl.SucceedAsync("get", "task", "shop.web", "-o", "jsonpath={.spec.command.shell}"));
    }

    [Fact]
    public async Task Framework_that_wants_roles_its_object_does_not_have_is_refused()
    {
        await using var mesos = await OperatorProcess.StartAsync("--no-agent");
        var kubectl = new Kubectl(mesos.Kubeconfig, mesos.WorkDirectory);
        await ApplyAsync(kubectl, "spec: {transport: Http, name: shop framework, roles: [other]}");
        await UntilAsync(kubectl, "{.items[*].status.conditions[?(@.type==\"Ready\")].status}", "True");

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => TestFramework.SubscribeAsync(mesos.Api, "shop", _ => []));

        Assert.Contains("does not have the roles 'shop' in its spec", refusal.Message);
    }

    /// <summary>Restarts with the same folder: the framework keeps its id and its tasks' owner.</summary>
    [Fact]
    public async Task Object_outlives_the_operator_and_gives_the_framework_its_id_again()
    {
        using var folder = new TemporaryFolder();
        string[] arguments = ["--no-agent", "--no-sample", "--state-dir", folder["api"], "--api-port", "0"];
        string id;
        await using (var first = await OperatorProcess.StartExactlyAsync(arguments))
        {
            var kubectl = new Kubectl(Path.Combine(folder["api"], "kubeconfig"), first.WorkDirectory);
            await ApplyAsync(kubectl, "spec: {transport: Http, name: shop framework, roles: [shop], failoverTimeoutSeconds: 3600}");
            await UntilAsync(kubectl, "{.items[*].status.conditions[?(@.type==\"Ready\")].status}", "True");
            await using var framework = await TestFramework.SubscribeAsync(first.Api, "shop", _ => []);
            id = framework.Id;
            first.Program.Send(9);
            await first.Program.ExitAsync();
        }

        await using var second = await OperatorProcess.StartExactlyAsync(arguments);
        await second.Program.LineAsync("it knows 1 frameworks");
        await using var again = await TestFramework.SubscribeAsync(second.Api, "shop", _ => []);
        Assert.Equal(id, again.Id);
    }

    private static async Task ApplyAsync(Kubectl kubectl, string spec)
    {
        var applied = await kubectl.RunWithInputAsync(
            $$"""
            apiVersion: mesosoperator.io/v1alpha1
            kind: Framework
            metadata: {name: shop, namespace: default}
            {{spec}}
            """, "apply", "-f", "-");
        Assert.True(applied.ExitCode == 0, applied.Errors);
    }

    private static Task UntilAsync(Kubectl kubectl, string path, string wanted) => Eventually.TrueAsync(
        async () => await kubectl.SucceedAsync("get", "frameworks", "-o", $"jsonpath={path}") == wanted, $"{path} is '{wanted}'");
}

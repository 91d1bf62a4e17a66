using System.Text.Json.Nodes;
using MesosOperator.EndToEnd.Tests.Support;
using MesosOperator.TestKit.Kubernetes.Servers;

namespace MesosOperator.EndToEnd.Tests.Kubernetes;

/// <summary>A framework's own program, which the operator keeps running as a Deployment.</summary>
public sealed class SchedulerTests(SharedKubeApiServer shared) : IClassFixture<SharedKubeApiServer>
{
    private const string WithProgram =
        """
        apiVersion: mesosoperator.io/v1alpha1
        kind: Framework
        metadata: {name: shop, namespace: default}
        spec:
          transport: Http
          roles: [shop]
          scheduler:
            replicas: 2
            template:
              metadata: {labels: {team: shop}}
              spec:
                containers:
                - name: scheduler
                  image: shop/scheduler:1
                  env: [{name: MESOS_FRAMEWORK_NAME, value: my own}]
        """;

    [Fact]
    public async Task Program_runs_while_the_spec_names_one_is_put_right_and_goes_with_it()
    {
        var server = await shared.Server;
        var kubectl = server.Kubectl;
        await using var target = await ClusterOperatorProcess.StartAsync(
            server.KubeconfigPath, "--namespace", "default", "--master-url", "http://mesos.example:5050");

        await ApplyAsync(kubectl, WithProgram);
        await Eventually.TrueAsync(async () => await ExistsAsync(kubectl), "the Deployment is there");
        var deployment = JsonNode.Parse(await kubectl.SucceedAsync("get", "deployment", "shop-scheduler", "-o", "json"))!;
        var uid = await kubectl.SucceedAsync("get", "framework", "shop", "-o", "jsonpath={.metadata.uid}");
        Assert.Equal(2, (int)deployment["spec"]!["replicas"]!);
        Assert.Equal(uid, (string?)deployment["metadata"]!["ownerReferences"]![0]!["uid"]);
        Assert.Equal("shop", (string?)deployment["spec"]!["template"]!["metadata"]!["labels"]!["team"]);
        var variables = deployment["spec"]!["template"]!["spec"]!["containers"]![0]!["env"]!.AsArray()
            .ToDictionary(variable => (string)variable!["name"]!, variable => (string?)variable!["value"]);
        Assert.Equal("http://mesos.example:5050", variables["MESOS_MASTER"]);
        Assert.Equal(uid, variables["MESOS_FRAMEWORK_ID"]);
        Assert.Equal("my own", variables["MESOS_FRAMEWORK_NAME"]);

        await kubectl.SucceedAsync("scale", "deployment", "shop-scheduler", "--replicas=0");
        await kubectl.SucceedAsync("annotate", "framework", "shop", "touched=true");
        await Eventually.TrueAsync(
            async () => await kubectl.SucceedAsync("get", "deployment", "shop-scheduler", "-o", "jsonpath={.spec.replicas}") == "2",
            "what others changed is put right");

        await kubectl.SucceedAsync("patch", "framework", "shop", "--type=json", "-p", """[{"op":"remove","path":"/spec/scheduler"}]""");
        await Eventually.TrueAsync(async () => !await ExistsAsync(kubectl), "the Deployment goes");
        await kubectl.SucceedAsync("delete", "framework", "shop", "--timeout=60s");
    }

    [Fact]
    public async Task Template_that_no_Deployment_can_have_is_told_on_the_framework()
    {
        await using var server = await KubeApiServer.StartAsync(TestContext.Current.CancellationToken);
        await server.InstallDefinitionsAsync(SharedKubeApiServer.DefinitionFiles, TestContext.Current.CancellationToken);
        await using var target = await ClusterOperatorProcess.StartAsync(server.KubeconfigPath, "--namespace", "default");
        await ApplyAsync(server.Kubectl, WithProgram.Replace("name: scheduler\n", "name: Not_A_Name\n", StringComparison.Ordinal));

        await Eventually.TrueAsync(
            async () => (await server.Kubectl.SucceedAsync("get", "framework", "shop", "-o", "jsonpath={.status.conditions[?(@.type==\"Ready\")]}"))
                .Contains("spec.template.spec.containers[0].name", StringComparison.Ordinal),
            "the problem is told");
    }

    private static async Task ApplyAsync(Kubectl kubectl, string manifest)
    {
        var applied = await kubectl.RunWithInputAsync(manifest, "apply", "-f", "-");
        Assert.True(applied.ExitCode == 0, applied.Errors);
    }

    private static async Task<bool> ExistsAsync(Kubectl kubectl) => (await kubectl.RunAsync("get", "deployment", "shop-scheduler")).ExitCode == 0;
}

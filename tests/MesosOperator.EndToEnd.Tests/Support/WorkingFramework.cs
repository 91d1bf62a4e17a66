using MesosOperator.TestKit.Kubernetes.Servers;

namespace MesosOperator.EndToEnd.Tests.Support;

/// <summary>
/// A role with a quota and a framework in it that lives in objects. Of an agent with 4 CPUs and 1 GiB it runs a task with
/// 1 CPU, another has finished, and the rest is offered.
/// </summary>
internal sealed class WorkingFramework(Kubectl kubectl)
{
    private const string Manifests = """
        apiVersion: mesosoperator.io/v1alpha1
        kind: Role
        metadata: {name: dev}
        spec:
          path: dev
          weight: "2"
          quota: {limits: {cpus: "4", mem: 1Gi}}
        ---
        apiVersion: mesosoperator.io/v1alpha1
        kind: Framework
        metadata: {name: batch, namespace: default}
        spec: {transport: Resource, roles: [dev], failoverTimeoutSeconds: 3600, capabilities: [PartitionAware]}
        """;

    private const string Launch = """
        spec:
          response:
            accept:
              operations:
              - launch:
                  tasks:
                  - {id: sleeper, resources: {cpus: "1", mem: 64Mi}, command: {shell: sleep 1000}}
                  - {id: greeter, resources: {cpus: "1", mem: 64Mi}, command: {program: echo, arguments: [hello]}}
              filters: {refuseSeconds: 3600}
        """;

    /// <summary>Returns when the tasks are as said and the rest is offered.</summary>
    public async Task StartAsync()
    {
        var applied = await kubectl.RunWithInputAsync(Manifests, "apply", "-f", "-");
        Assert.True(applied.ExitCode == 0, applied.Errors);
        await ShowsAsync("offers", "{.items[*].status.phase}", "Outstanding");
        var offer = await kubectl.SucceedAsync("get", "offers", "-o", "name");
        await kubectl.SucceedAsync("patch", offer.Trim(), "--type=merge", "-p", Launch);
        await ShowsAsync("tasks", "{.items[*].status.state}", "Finished Running");
        await Eventually.TrueAsync(
            async () => (await ShownAsync("offers", "{.items[*].status.phase}")).Split(' ').Order().SequenceEqual(["Accepted", "Outstanding"])
                && (await ShownAsync("offers", "{.items[?(@.status.phase==\"Outstanding\")].spec.resources.cpus}")) == "3",
            "what the finished task and the other left is offered");
    }

    /// <summary>Returns when all statuses show how things stand.</summary>
    public async Task SettleAsync()
    {
        await ShowsAsync("framework/batch", "{.status.tasks.running} {.status.tasks.finished} {.status.offers} {.status.allocated.cpus}", "1 1 1 1");
        await ShowsAsync("agents", "{.items[0].status.allocated.cpus} {.items[0].status.offered.cpus}", "1 3");
        await ShowsAsync("mrole/dev", "{.status.frameworks} {.status.allocated.cpus} {.status.conditions[?(@.type==\"Ready\")].status}", "1 4 True");
    }

    private Task ShowsAsync(string what, string path, string wanted) =>
        Eventually.TrueAsync(async () => await ShownAsync(what, path) == wanted, $"{path} of {what} is '{wanted}'");

    private async Task<string> ShownAsync(string what, string path) =>
        (await kubectl.RunAsync("get", what, "-o", $"jsonpath={path}")).Output;
}

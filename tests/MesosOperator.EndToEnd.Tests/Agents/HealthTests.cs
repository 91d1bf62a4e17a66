using MesosOperator.EndToEnd.Tests.Support;
using MesosOperator.Protocol.Mesos.V1;
using MesosOperator.TestKit.Kubernetes.Servers;
using Task = System.Threading.Tasks.Task;

namespace MesosOperator.EndToEnd.Tests.Agents;

/// <summary>The health of a task as everybody sees it, and a framework that puts another in its place.</summary>
public sealed class HealthTests
{
    [Fact]
    public async Task A_sick_task_is_killed_and_replaced_and_everybody_sees_its_health()
    {
        await using var mesos = await OperatorProcess.StartAsync("--resources", "cpus:4;mem:1024");
        using var folder = new TemporaryFolder();
        var kubectl = new Kubectl(mesos.Kubeconfig, mesos.WorkDirectory);
        var applied = await kubectl.RunWithInputAsync(
            """
            apiVersion: mesosoperator.io/v1alpha1
            kind: Framework
            metadata: {name: shop, namespace: default}
            spec: {transport: Http, name: shop framework, roles: [shop], mirror: true}
            """, "apply", "-f", "-");
        Assert.True(applied.ExitCode == 0, applied.Errors);
        var isWanted = true;
        var count = 0;
        await using var framework = await TestFramework.SubscribeAsync(mesos.Api, "shop", offer =>
        {
            if (!isWanted)
                return [];
            isWanted = false;
            var task = A.Task(offer, $"web-{++count}", 1, 64, "exec sleep 1000");
            task.HealthCheck = new HealthCheck
            {
                Type = HealthCheck.Types.Type.Command,
                Command = new CommandInfo { Value = $"! [ -e {folder["sick"]} ]" },
                DelaySeconds = 0,
                IntervalSeconds = 0.2,
                GracePeriodSeconds = 0,
                ConsecutiveFailures = 5,
            };
            return [task];
        });

        await framework.UntilAsync(() => framework.Heard("web-1") is { State: TaskState.TaskRunning, HasHealthy: true, Healthy: true }, "it is well");
        Assert.True(await HealthAsync(mesos, "web-1"));
        await SeenAsync(kubectl, "web-1", "Running true True");
        File.WriteAllText(folder["sick"], "");
        await framework.UntilAsync(() => framework.Heard("web-1") is { HasHealthy: true, Healthy: false }, "it is sick");
        await framework.UntilAsync(() => framework.Heard("web-1")?.State == TaskState.TaskKilled, "it is killed");
        Assert.False(framework.Last("web-1").Healthy);
        await SeenAsync(kubectl, "web-1", "Killed false False");

        File.Delete(folder["sick"]);
        isWanted = true;

        await framework.UntilAsync(() => framework.Heard("web-2") is { State: TaskState.TaskRunning, HasHealthy: true, Healthy: true }, "another is well");
    }

    /// <summary>What <c>/tasks</c> says of its latest status.</summary>
    private static async Task<bool> HealthAsync(OperatorProcess mesos, string task)
    {
        var tasks = (await mesos.GetJsonAsync("/tasks")).GetProperty("tasks").EnumerateArray();
        return tasks.Single(found => found.GetProperty("id").GetString() == task).GetProperty("statuses").EnumerateArray().Last().GetProperty("healthy").GetBoolean();
    }

    /// <summary>The object is there a moment after the task.</summary>
    private static Task SeenAsync(Kubectl kubectl, string task, string expected) => Eventually.TrueAsync(
        async () => (await kubectl.RunAsync(
            "get", "task", $"shop.{task}", "-o", "jsonpath={.status.state} {.status.healthy} {.status.conditions[?(@.type==\"Ready\")].status}")).Output == expected,
        $"the task's object says {expected}");
}

using System.Text.Json;
using MesosOperator.EndToEnd.Tests.Support;
using MesosOperator.Protocol.Mesos.V1;
using Task = System.Threading.Tasks.Task;

namespace MesosOperator.EndToEnd.Tests.Programs;

/// <summary>What tools that look at a Mesos master read, while a task runs.</summary>
public sealed class StateTests
{
    [Fact]
    public async Task State_and_metrics_tell_of_a_running_task()
    {
        await using var mesos = await OperatorProcess.StartAsync("--resources", "cpus:4;mem:1024;ports:[31000-31009]", "--attributes", "rack:r1");
        await using var framework = await TestFramework.SubscribeAsync(
            mesos.Api, "shop", offer => A.Room(offer, 4, 1024) > 0 ? [A.Task(offer, "web", 1.5, 256, "exec sleep 1000")] : []);
        await framework.UntilAsync(() => framework.Count(TaskState.TaskRunning) == 1, "the task runs");

        var state = await mesos.GetJsonAsync("/master/state");
        var agent = Assert.Single(state.GetProperty("slaves").EnumerateArray());
        var told = Assert.Single(state.GetProperty("frameworks").EnumerateArray());
        var task = Assert.Single(told.GetProperty("tasks").EnumerateArray());
        Assert.Equal($"master@{mesos.Api.Host}:{mesos.Api.Port}", state.GetProperty("leader").GetString());
        Assert.Equal(1, state.GetProperty("activated_slaves").GetDouble());
        Assert.Equal(framework.Id, told.GetProperty("id").GetString());
        Assert.Equal("shop framework", told.GetProperty("name").GetString());
        Assert.Equal("web", task.GetProperty("id").GetString());
        Assert.Equal("TASK_RUNNING", task.GetProperty("state").GetString());
        Assert.Equal(agent.GetProperty("id").GetString(), task.GetProperty("slave_id").GetString());
        Assert.Equal(1.5, task.GetProperty("resources").GetProperty("cpus").GetDouble());
        Assert.Equal("TASK_RUNNING", task.GetProperty("statuses").EnumerateArray().Last().GetProperty("state").GetString());
        Assert.Equal("r1", agent.GetProperty("attributes").GetProperty("rack").GetString());
        Assert.Equal(1.5, agent.GetProperty("used_resources").GetProperty("cpus").GetDouble());
        Assert.Equal("[31000-31009]", agent.GetProperty("resources").GetProperty("ports").GetString());

        var metrics = await mesos.GetJsonAsync("/metrics/snapshot");
        Assert.Equal(1, Metric(metrics, "master/elected"));
        Assert.Equal(1, Metric(metrics, "master/slaves_active"));
        Assert.Equal(1, Metric(metrics, "master/frameworks_active"));
        Assert.Equal(1, Metric(metrics, "master/tasks_running"));
        Assert.Equal(4, Metric(metrics, "master/cpus_total"));
        Assert.Equal(1.5, Metric(metrics, "master/cpus_used"));
        Assert.Contains("mesos", await mesos.GetAsync("/metrics"));
    }

    private static double Metric(JsonElement metrics, string name) => metrics.GetProperty(name).GetDouble();
}

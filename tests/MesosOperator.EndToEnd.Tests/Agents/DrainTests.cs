using MesosOperator.EndToEnd.Tests.Support;
using MesosOperator.Protocol.Mesos.V1;
using Reason = MesosOperator.Protocol.Mesos.V1.TaskStatus.Types.Reason;
using Task = System.Threading.Tasks.Task;

namespace MesosOperator.EndToEnd.Tests.Agents;

public sealed class DrainTests
{
    /// <summary>The first task has an hour to end and does not heed the signal, so it ends only because the drain gives it a second.</summary>
    [Fact]
    public async Task G01_DrainAgent()
    {
        await using var mesos = await OperatorProcess.StartAsync("--no-agent");
        await using var agent = AgentProcess.Start(mesos.AgentLink, "--resources", "cpus:2;mem:256");
        string? next = "stubborn";
        await using var framework = await TestFramework.SubscribeAsync(
            mesos.Api, "dev", offer => Interlocked.Exchange(ref next, null) is { } id ? [Stubborn(offer, id)] : []);
        await framework.UntilAsync(() => framework.Count(TaskState.TaskRunning) == 1, "the task runs");
        var id = framework.Last("stubborn").AgentId.Value;

        await mesos.CallAsync($$$$"""{"type":"DRAIN_AGENT","drain_agent":{"agent_id":{"value":"{{{{id}}}}"},"max_grace_period":{"seconds":1}}}""");

        await framework.UntilAsync(() => framework.Count(TaskState.TaskKilled) == 1, "the task is killed");
        Assert.Equal(Reason.AgentDraining, framework.Last("stubborn").Reason);
        await Eventually.TrueAsync(async () => await DrainStateAsync(mesos) == "DRAINED", "it is drained");
        next = "later";
        Assert.Equal(0, (await mesos.GetJsonAsync("/state")).GetProperty("slaves")[0].GetProperty("offered_resources").GetProperty("cpus").GetDouble());
        Assert.NotNull(next);

        await mesos.CallAsync($$$$"""{"type":"REACTIVATE_AGENT","reactivate_agent":{"agent_id":{"value":"{{{{id}}}}"}}}""");

        await framework.UntilAsync(() => framework.Count(TaskState.TaskRunning) == 1, "another task runs on the agent");
    }

    private static TaskInfo Stubborn(Offer offer, string id)
    {
        var task = A.Task(offer, id, 1, 32, "trap '' TERM; while :; do sleep 1; done");
        task.KillPolicy = new KillPolicy { GracePeriod = new DurationInfo { Nanoseconds = 3_600_000_000_000 } };
        return task;
    }

    private static async Task<string?> DrainStateAsync(OperatorProcess mesos) =>
        (await mesos.GetJsonAsync("/state")).GetProperty("slaves")[0].GetProperty("drain_info").GetProperty("state").GetString();
}

using MesosOperator.EndToEnd.Tests.Support;
using MesosOperator.Protocol.Mesos.V1;
using Capability = MesosOperator.Protocol.Mesos.V1.FrameworkInfo.Types.Capability.Types.Type;
using Task = System.Threading.Tasks.Task;

namespace MesosOperator.EndToEnd.Tests.Agents;

public sealed class LostAgentTests
{
    [Fact]
    public async Task Killing_the_agent_loses_its_tasks_and_frees_its_resources()
    {
        await using var mesos = await OperatorProcess.StartAsync("--no-agent", "--agent-ping-interval", "1s", "--agent-ping-misses", "3");
        await using var agent = AgentProcess.Start(mesos.AgentLink, "--resources", "cpus:8;mem:1024");
        await using var plain = await TestFramework.SubscribeAsync(mesos.Api, "plain", Once("plain"));
        await using var aware = await TestFramework.SubscribeAsync(mesos.Api, "aware", Once("aware"), Capability.PartitionAware);
        await plain.UntilAsync(() => plain.Count(TaskState.TaskRunning) == 1, "the task of the plain framework runs");
        await aware.UntilAsync(() => aware.Count(TaskState.TaskRunning) == 1, "the task of the partition-aware framework runs");
        Assert.Equal(2, (await mesos.GetJsonAsync("/metrics/snapshot")).GetProperty("master/cpus_used").GetDouble());
        Assert.NotEmpty(LiveProcesses.OfFolder(agent.WorkDirectory));

        agent.Program.Send(Signal.Kill);

        await plain.UntilAsync(() => plain.Count(TaskState.TaskLost) == 1, "TASK_LOST");
        await aware.UntilAsync(() => aware.Count(TaskState.TaskUnreachable) == 1, "TASK_UNREACHABLE");
        var metrics = await mesos.GetJsonAsync("/metrics/snapshot");
        Assert.Equal(0, metrics.GetProperty("master/cpus_used").GetDouble());
        Assert.Equal(0, metrics.GetProperty("master/cpus_total").GetDouble());
        await Eventually.TrueAsync(() => LiveProcesses.OfFolder(agent.WorkDirectory).Length == 0, "the tasks end with their agent");
    }

    [Fact]
    public async Task An_agent_that_stops_ends_its_tasks_and_leaves()
    {
        await using var mesos = await OperatorProcess.StartAsync("--no-agent");
        await using var agent = AgentProcess.Start(mesos.AgentLink, "--resources", "cpus:8;mem:1024");
        await using var framework = await TestFramework.SubscribeAsync(mesos.Api, "plain", Once("plain"));
        await framework.UntilAsync(() => framework.Count(TaskState.TaskRunning) == 1, "the task runs");

        agent.Program.Send(Signal.Terminate);

        Assert.Equal(0, await agent.Program.ExitAsync());
        Assert.Empty(LiveProcesses.OfFolder(agent.WorkDirectory));
        await framework.UntilAsync(() => framework.Count(TaskState.TaskRunning) == 0, "the task ended");
        await Eventually.TrueAsync(
            async () => (await mesos.GetJsonAsync("/metrics/snapshot")).GetProperty("master/cpus_total").GetDouble() == 0, "the agent has left");
    }

    private static Func<Offer, IEnumerable<TaskInfo>> Once(string name)
    {
        var launched = false;
        return offer =>
        {
            if (launched)
                return [];
            launched = true;
            return [A.Task(offer, name, 1, 32, "exec sleep 1000")];
        };
    }
}

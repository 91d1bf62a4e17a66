using MesosOperator.AgentRuntime.Hosting;
using MesosOperator.Core.Primitives;
using MesosOperator.EndToEnd.Tests.Support;
using MesosOperator.Protocol.Mesos.V1;
using MesosOperator.TestKit;
using A = MesosOperator.EndToEnd.Tests.Support.A;
using Task = System.Threading.Tasks.Task;

namespace MesosOperator.EndToEnd.Tests.Agents;

/// <summary>A host that gets more and less while its agent runs. The agent is in this process, so that it looks often.</summary>
public sealed class HostChangeTests
{
    [Fact]
    public async Task More_of_the_host_is_offered_and_less_than_is_used_is_refused_and_said()
    {
        using var disk = new SizedDisk(256); // half of it is the system's
        await using var mesos = await OperatorProcess.StartAsync("--no-agent");
        using var logs = new ListedLogs();
        using var stop = new CancellationTokenSource();
        var options = new AgentOptions
        {
            Operator = mesos.AgentLink.ToString(),
            WorkDirectory = disk.Path,
            Resources = "cpus:2;mem:128;ports:[31000-31010];gpus:0",
            Port = 0,
            HostWatchInterval = TimeSpan.FromMilliseconds(50),
        };
        var agent = AgentProgram.RunAsync(options, TimeProvider.System, logs, new Prng((ulong)System.Environment.ProcessId), stop.Token);
        try
        {
            string? next = "large";
            await using var framework = await TestFramework.SubscribeAsync(
                mesos.Api, "dev", offer => Disk(offer) >= 200 && Interlocked.Exchange(ref next, null) is { } id ? [OnDisk(offer, id, 200)] : []);
            await Eventually.TrueAsync(async () => await TotalAsync(mesos) == 128, "the agent is there");

            disk.Resize(512);
            await framework.UntilAsync(() => framework.Heard("large")?.State == TaskState.TaskRunning, "the growth is offered and used");
            Assert.Equal(256, await TotalAsync(mesos));

            disk.Resize(300);
            await Eventually.TrueAsync(() => logs.Lines.Any(line => line.EndsWith("the operator is not told: disk: 200 needed, 150 there", StringComparison.Ordinal)), "the agent says what is missing");
            disk.Resize(420); // enough for the task, and said after what was kept back
            await Eventually.TrueAsync(async () => await TotalAsync(mesos) == 210, "a smaller host that holds the task is told");

            Assert.Equal(TaskState.TaskRunning, framework.Last("large").State);
            Assert.Equal(200, (await mesos.GetJsonAsync("/metrics/snapshot")).GetProperty("master/disk_used").GetDouble());
        }
        finally
        {
            await stop.CancelAsync();
            await agent;
        }
    }

    private static double Disk(Offer offer) => offer.Resources.Where(resource => resource.Name == "disk").Sum(resource => resource.Scalar.Value);

    private static TaskInfo OnDisk(Offer offer, string id, double megabytes)
    {
        var task = A.Task(offer, id, 1, 32, "exec sleep 1000");
        task.Resources.Add(new Resource { Name = "disk", Type = Value.Types.Type.Scalar, Scalar = new Value.Types.Scalar { Value = megabytes } });
        return task;
    }

    private static async Task<double> TotalAsync(OperatorProcess mesos) =>
        (await mesos.GetJsonAsync("/metrics/snapshot")).GetProperty("master/disk_total").GetDouble();
}

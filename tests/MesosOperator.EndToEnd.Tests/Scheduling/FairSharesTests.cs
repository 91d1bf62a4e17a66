using MesosOperator.EndToEnd.Tests.Support;
using MesosOperator.Protocol.Mesos.V1;
using Task = System.Threading.Tasks.Task;

namespace MesosOperator.EndToEnd.Tests.Scheduling;

/// <summary>
/// The example of the paper on dominant resource fairness, four times as large: one framework's tasks need memory, the
/// other's processors. Equal shares are 12 tasks here and 8 there, two thirds of the dominant resource each.
/// </summary>
public sealed class FairSharesTests
{
    private const double Cpus = 36;
    private const double Megabytes = 72 * 1024;

    [Theory]
    [InlineData("other=7", 1)]
    [InlineData("memory=2", 2)]
    public async Task Two_roles_end_with_equal_weighted_dominant_shares(string weights, double weightOfMemory)
    {
        await using var mesos = await OperatorProcess.StartAsync("--no-agent", "--allocation-interval", "100ms", "--weights", weights);
        var memory = new Hungry("memory", 1, 4 * 1024);
        var processors = new Hungry("processors", 3, 1024);
        await using var first = await TestFramework.SubscribeAsync(mesos.Api, "memory", memory.LaunchOne);
        await using var second = await TestFramework.SubscribeAsync(mesos.Api, "processors", processors.LaunchOne);
        await using var agent = AgentProcess.Start(mesos.AgentLink, "--resources", $"cpus:{Cpus};mem:{Megabytes}");

        await Eventually.TrueAsync(() => IsFull(first, second), "no room for a task of either");

        var (shareOfFirst, taskOfFirst) = (first.Count(TaskState.TaskRunning) * 4096 / Megabytes, 4096 / Megabytes);
        var (shareOfSecond, taskOfSecond) = (second.Count(TaskState.TaskRunning) * 3 / Cpus, 3 / Cpus);
        Assert.InRange((shareOfFirst / weightOfMemory) - shareOfSecond, -taskOfSecond, taskOfFirst / weightOfMemory);
    }

    private static bool IsFull(TestFramework memory, TestFramework processors)
    {
        var (ofMemory, ofProcessors) = (memory.Count(TaskState.TaskRunning), processors.Count(TaskState.TaskRunning));
        var (cpusLeft, megabytesLeft) = (Cpus - ofMemory - (3 * ofProcessors), Megabytes - (4096 * ofMemory) - (1024 * ofProcessors));
        return (cpusLeft < 1 || megabytesLeft < 4096) && (cpusLeft < 3 || megabytesLeft < 1024);
    }

    /// <summary>Wants ever more tasks of one size, and takes one an offer, so that the allocator decides about each.</summary>
    private sealed class Hungry(string name, double cpus, double megabytes)
    {
        private int _count;

        public IEnumerable<TaskInfo> LaunchOne(Offer offer) => A.Room(offer, cpus, megabytes) == 0
            ? []
            : [A.Task(offer, $"{name}-{++_count}", cpus, megabytes, "exec sleep 1000")];
    }
}

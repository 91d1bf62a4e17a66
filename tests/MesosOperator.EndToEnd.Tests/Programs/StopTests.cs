using MesosOperator.EndToEnd.Tests.Support;
using MesosOperator.Protocol.Mesos.V1;
using Task = System.Threading.Tasks.Task;

namespace MesosOperator.EndToEnd.Tests.Programs;

public sealed class StopTests
{
    [Theory]
    [InlineData(Signal.Interrupt)]
    [InlineData(Signal.Terminate)]
    public async Task Stops_with_tasks_running_and_leaves_no_process(int signal)
    {
        await using var mesos = await OperatorProcess.StartAsync("--resources", "cpus:4;mem:1024");
        await using var framework = await RunningAsync(mesos, "sleep 1000 & exec sleep 1001");

        mesos.Program.Send(signal);

        Assert.Equal(0, await mesos.Program.ExitAsync());
        Assert.Empty(LiveProcesses.OfFolder(mesos.WorkDirectory));
    }

    [Fact]
    public async Task Two_signals_at_a_time_are_one()
    {
        await using var mesos = await OperatorProcess.StartAsync("--no-agent");

        mesos.Program.Send(Signal.Interrupt);
        mesos.Program.Send(Signal.Terminate);

        Assert.Equal(0, await mesos.Program.ExitAsync());
    }

    [Fact]
    public async Task The_second_signal_ends_it_at_once_and_its_tasks_too()
    {
        await using var mesos = await OperatorProcess.StartAsync("--resources", "cpus:4;mem:1024");
        await using var framework = await RunningAsync(mesos, "trap '' TERM; while :; do sleep 1; done");

        mesos.Program.Send(Signal.Interrupt);
        await mesos.Program.LineAsync("once more ends it at once");
        await Eventually.TrueAsync(() => mesos.Program.HasEndedAfter(Signal.Interrupt), "a later signal ends it");

        Assert.Equal(130, await mesos.Program.ExitAsync());
        await Eventually.TrueAsync(() => LiveProcesses.OfFolder(mesos.WorkDirectory).Length == 0, "the tasks end with the process");
    }

    private static async Task<TestFramework> RunningAsync(OperatorProcess mesos, string command)
    {
        var launched = false;
        var framework = await TestFramework.SubscribeAsync(mesos.Api, "test", offer =>
        {
            if (launched)
                return [];
            launched = true;
            return [A.Task(offer, "one", 1, 32, command), A.Task(offer, "two", 1, 32, command)];
        });
        await framework.UntilAsync(() => framework.Count(TaskState.TaskRunning) == 2, "both run");
        return framework;
    }
}

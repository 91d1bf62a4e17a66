using MesosOperator.EndToEnd.Tests.Support;
using MesosOperator.Protocol.Mesos.V1;
using Task = System.Threading.Tasks.Task;

namespace MesosOperator.EndToEnd.Tests.Agents;

public sealed class ManyTasksTests
{
    private const int Tasks = 1000;
    private const int OneCall = 100;

    [Fact]
    public async Task A_thousand_tasks_run_and_are_killed_and_leave_nothing_behind()
    {
        await using var mesos = await OperatorProcess.StartAsync("--resources", "cpus:2000;mem:1000000", "--allocation-interval", "100ms");
        var launched = 0;
        var start = TimeProvider.System.GetTimestamp();
        await using var framework = await TestFramework.SubscribeAsync(mesos.Api, "many", offer =>
            Enumerable.Range(0, Math.Min(OneCall, Tasks - launched))
                .Select(_ => A.Task(offer, $"sleeper-{++launched}", 1, 32, "exec sleep 1000"))
                .ToArray());

        await framework.UntilAsync(() => framework.Count(TaskState.TaskRunning) == Tasks, "all run");

        var seconds = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
        TestContext.Current.TestOutputHelper!.WriteLine($"{Tasks} launches in {seconds:f1} s, {Tasks / seconds:f0}/s with a process each");
        Assert.True(LiveProcesses.OfFolder(mesos.WorkDirectory).Length >= Tasks);

        await framework.KillAllAsync();
        await framework.UntilAsync(() => framework.Count(TaskState.TaskKilled) == Tasks, "all are killed");

        Assert.Equal(Tasks, Sandboxes(mesos).Count());
        mesos.Program.Send(Signal.Terminate);
        Assert.Equal(0, await mesos.Program.ExitAsync());
        Assert.Empty(LiveProcesses.OfFolder(mesos.WorkDirectory));
    }

    /// <summary>Those of ended tasks are kept for a while, for their output; there are no others.</summary>
    private static IEnumerable<string> Sandboxes(OperatorProcess mesos) =>
        Directory.EnumerateFiles(mesos.WorkDirectory, "stdout", SearchOption.AllDirectories).Where(file => !file.Contains("/latest/", StringComparison.Ordinal));
}

using System.Diagnostics;

namespace MesosOperator.Benchmarks.Agent;

/// <summary>
/// Isolated command tasks on one agent, with everything written down: how long 2,000 take to start and to end, and one
/// alone; and what memory the agent holds without and with them. Agent, tasks and the operator's side share this machine.
/// </summary>
internal static class TaskStarts
{
    private const string Name = "agent";
    private const int Tasks = 2_000;
    private const int Repeats = 3;
    private const int Single = 200;

    public static Benchmark Benchmark() => new($"{Name}/tasks", RunAsync);

    private static async Task<IReadOnlyList<Measurement>> RunAsync()
    {
        await using var agent = await AgentUnderTest.StartAsync();
        var idle = agent.MemoryMb;
        var single = new List<double>();
        for (var number = 0; number < Single; number++)
            single.Add((await TimeAsync(() => agent.LaunchAsync([$"single-{number}"]))).TotalMilliseconds);
        await agent.KillAsync([.. Enumerable.Range(0, Single).Select(number => $"single-{number}")]);

        var (launches, kills, full) = (new List<double>(), new List<double>(), new List<double>());
        var before = agent.MemoryMb;
        for (var repeat = 0; repeat < Repeats; repeat++)
        {
            string[] ids = [.. Enumerable.Range(0, Tasks).Select(number => $"many-{repeat}-{number}")];
            launches.Add((await TimeAsync(() => agent.LaunchAsync(ids))).TotalSeconds);
            full.Add((agent.MemoryMb - before) * 1e3 / Tasks);
            kills.Add((await TimeAsync(() => agent.KillAsync(ids))).TotalSeconds);
        }

        return
        [
            Measurement.MedianOf($"{Name}/launch-2000/seconds", "s", launches),
            Measurement.MedianOf($"{Name}/kill-2000/seconds", "s", kills),
            Measurement.MedianOf($"{Name}/launch-to-running/p50_ms", "ms", single),
            Measurement.Once($"{Name}/idle/mb", "MB", idle),
            Measurement.MedianOf($"{Name}/running/kb_per_task", "kB", full),
        ];
    }

    private static async Task<TimeSpan> TimeAsync(Func<Task> action)
    {
        var watch = Stopwatch.StartNew();
        await action();
        return watch.Elapsed;
    }
}

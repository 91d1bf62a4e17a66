namespace MesosOperator.Benchmarks.Http;

/// <summary>
/// Launches through the HTTP API: offers, ACCEPT with ten tasks each, TASK_RUNNING by simulated agents, an ACKNOWLEDGE for
/// every task; there are as many agents as offers are needed. Client and operator share this machine's processors.
/// </summary>
internal static class Launches
{
    private const string Name = "http/launches";
    private const int Agents = 1_000;
    private const int Tasks = 10_000;
    private const int TasksEachOffer = 10;
    private const int Repeats = 5;

    public static Benchmark Benchmark() => new(Name, RunAsync);

    private static async Task<IReadOnlyList<Measurement>> RunAsync()
    {
        await using var world = await LaunchWorld.StartAsync(Agents);
        var samples = new List<double>();
        for (var repeat = 0; repeat < Repeats; repeat++)
        {
            using var framework = new LaunchingFramework(world.Api, Tasks, TasksEachOffer);
            samples.Add(Tasks / (await framework.RunAsync()).TotalSeconds);
        }

        return [Measurement.MedianOf($"{Name}/tasks_per_second", "1/s", samples)];
    }
}

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

    private const int Hoarded = 20_000;
    private static readonly TimeSpan ThousandTasksASecond = TimeSpan.FromMilliseconds(TasksEachOffer);

    private static async Task<IReadOnlyList<Measurement>> RunAsync() =>
        [.. await AloneAsync(), await BesidesAsync()];

    private static async Task<IReadOnlyList<Measurement>> AloneAsync()
    {
        await using var world = await LaunchWorld.StartAsync(Agents);
        var samples = await LaunchAsync(world);
        using var paced = new LaunchingFramework(world.Api, Tasks, TasksEachOffer) { Pace = ThousandTasksASecond };
        await paced.RunAsync();
        var accepts = paced.AcceptMilliseconds.Order().ToArray();
        return
        [
            Measurement.MedianOf($"{Name}/tasks_per_second", "1/s", samples),
            new($"{Name}/accept_p99_ms_at_1000_tasks_per_second", accepts[(int)(accepts.Length * 0.99)], "ms", accepts),
        ];
    }

    /// <summary>The same while another framework holds very many offers.</summary>
    private static async Task<Measurement> BesidesAsync()
    {
        await using var world = await LaunchWorld.StartAsync(Hoarded);
        await using var hoarder = new HoardingFramework(world.Api, Hoarded);
        await hoarder.Full;
        for (var number = 1; number <= Agents; number++)
            await world.Master.CallAsync(SimulatedAgents.Register(Hoarded + number));
        return Measurement.MedianOf($"{Name}/tasks_per_second_besides_{Hoarded}_offers", "1/s", await LaunchAsync(world));
    }

    private static async Task<IReadOnlyList<double>> LaunchAsync(LaunchWorld world)
    {
        var samples = new List<double>();
        for (var repeat = 0; repeat < Repeats; repeat++)
        {
            using var framework = new LaunchingFramework(world.Api, Tasks, TasksEachOffer);
            samples.Add(Tasks / (await framework.RunAsync()).TotalSeconds);
        }

        return samples;
    }
}

using System.Diagnostics;
using MesosOperator.Protocol.Mesos.V1;
using MesosOperator.TestKit.Containers;
using Task = System.Threading.Tasks.Task;

namespace MesosOperator.Benchmarks.Agent;

/// <summary>
/// Tasks that name an image, on one agent with a containerd of its own: how many start and end in a second, how long one takes
/// alone, and where the time goes. Everything shares this machine.
/// </summary>
internal static class ContainerStarts
{
    private const string Launch = "agent/containerd-launch-100";
    private const string Kill = "agent/containerd-kill-100";
    private const int Tasks = 100;
    private const int Repeats = 3;
    private const int Single = 30;

    /// <summary>Methods of containerd, by what is done with them.</summary>
    private static readonly (string Step, string[] Methods)[] LaunchSteps =
    [
        ("image", ["images.Get", "content.Read", "content.Info", "snapshots.Stat"]),
        ("snapshot", ["snapshots.Prepare"]),
        ("container_create", ["containers.Create"]),
        ("task_create", ["tasks.Create"]),
        ("start", ["tasks.Start"]),
    ];

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private static readonly (string Step, string[] Methods)[] KillSteps =
    [
        ("task_delete", ["tasks.Delete"]),
        ("container_delete", ["containers.Delete"]),
        ("snapshot_remove", ["snapshots.Remove"]),
    ];

    public static Benchmark Benchmark() => new("agent/containerd-launch-100, agent/containerd-kill-100", RunAsync);

    private static async Task<IReadOnlyList<Measurement>> RunAsync()
    {
        if (OwnContainerd.Missing is { } missing)
        {
            Console.WriteLine($"{Launch}, {Kill}: not measured. {missing}");
            return [];
        }

        using var calls = DaemonCalls.Prepare();
        using var containerd = await OwnContainerd.StartAsync(calls.Address);
        await using var agent = await AgentUnderTest.StartAsync("--containerd", containerd.Socket, "--containerd-namespace", OwnContainerd.Namespace);
        await agent.LaunchAsync(["first"], InImage); // the image is unpacked
        await agent.KillAsync(["first"]);

        var single = new Figures(calls, containerd);
        for (var number = 0; number < Single; number++)
            await single.AddAsync(agent, [$"single-{number}"]);
        var many = new Figures(calls, containerd);
        for (var repeat = 0; repeat < Repeats; repeat++)
            await many.AddAsync(agent, [.. Enumerable.Range(0, Tasks).Select(number => $"many-{repeat}-{number}")]);
        return
        [
            Measurement.MedianOf($"{Launch}/tasks_per_second", "1/s", [.. many.Launches.Select(time => Tasks / time.TotalSeconds)]),
            Measurement.MedianOf($"{Launch}/p50_ms", "ms", [.. single.Launches.Select(time => time.TotalMilliseconds)]),
            .. LaunchSteps.Select(step => Measurement.Once($"{Launch}/alone/{step.Step}_ms", "ms", single.LaunchCosts.Of(step.Methods) / Single)),
            .. LaunchSteps.Select(step => Measurement.Once($"{Launch}/together/{step.Step}_ms", "ms", many.LaunchCosts.Of(step.Methods) / (Tasks * Repeats))),
            Measurement.MedianOf($"{Kill}/tasks_per_second", "1/s", [.. many.Kills.Select(time => Tasks / time.TotalSeconds)]),
            Measurement.MedianOf($"{Kill}/p50_ms", "ms", [.. single.Kills.Select(time => time.TotalMilliseconds)]),
            .. KillSteps.Select(step => Measurement.Once($"{Kill}/alone/{step.Step}_ms", "ms", single.KillCosts.Of(step.Methods) / Single)),
            .. KillSteps.Select(step => Measurement.Once($"{Kill}/together/{step.Step}_ms", "ms", many.KillCosts.Of(step.Methods) / (Tasks * Repeats))),
        ];
    }

    /// <summary>Killed without grace: the first program of a container hears signals only when it says so, and here it does not.</summary>
    private static void InImage(TaskInfo task)
    {
        task.KillPolicy = new KillPolicy { GracePeriod = new DurationInfo { Nanoseconds = 0 } };
        task.Command = new CommandInfo { Value = "exec sleep 100000" };
        task.Container = new ContainerInfo { Type = ContainerInfo.Types.Type.Docker, Docker = new() { Image = OwnContainerd.Image } };
    }

    /// <summary>How long starts and ends have taken, and what containerd did meanwhile.</summary>
    private sealed class Figures(DaemonCalls calls, OwnContainerd containerd)
    {
        public List<TimeSpan> Launches { get; } = [];

        public List<TimeSpan> Kills { get; } = [];

        public Costs LaunchCosts { get; } = new();

        public Costs KillCosts { get; } = new();

        /// <summary>Starts tasks, kills them when all run, and waits until nothing of them is left, which is after their ends are told.</summary>
        public async Task AddAsync(AgentUnderTest agent, IReadOnlyList<string> ids)
        {
            Launches.Add(await LaunchCosts.WatchAsync(calls, () => TimeAsync(() => agent.LaunchAsync(ids, InImage))));
            Kills.Add(await KillCosts.WatchAsync(calls, async () =>
            {
                var taken = await TimeAsync(() => agent.KillAsync(ids));
                while (containerd.Containers().Length > 0)
                    await Task.Delay(Pause, TimeProvider.System);
                return taken;
            }));
        }

        private static async Task<TimeSpan> TimeAsync(Func<Task> action)
        {
            var watch = Stopwatch.StartNew();
            await action();
            return watch.Elapsed;
        }
    }

    /// <summary>Milliseconds in methods of containerd, added up over all calls.</summary>
    private sealed class Costs
    {
        private readonly Dictionary<string, double> _spent = new(StringComparer.Ordinal);

        public double Of(string[] methods) => methods.Sum(method => _spent.GetValueOrDefault(method));

        public async Task<TimeSpan> WatchAsync(DaemonCalls calls, Func<Task<TimeSpan>> action)
        {
            var before = await calls.ReadAsync();
            var taken = await action();
            foreach (var (method, cost) in await calls.ReadAsync())
                _spent[method] = _spent.GetValueOrDefault(method) + ((cost.Seconds - before.GetValueOrDefault(method).Seconds) * 1e3);
            return taken;
        }
    }
}

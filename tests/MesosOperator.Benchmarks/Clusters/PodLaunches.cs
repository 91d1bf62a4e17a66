using System.Diagnostics;

namespace MesosOperator.Benchmarks.Clusters;

/// <summary>
/// A thousand tasks over four clusters, from the first ACCEPT until the last Pod is there, against a thousand Pods that are
/// just made there, before and after, with as many requests under way; while these are made no operator runs. They are made in two
/// ways: texts that were there before, of whose answers nothing is read, and objects of KubernetesClient. The operator has been at
/// it for a while when it is measured. Of a busy machine the ratio of processor time says more than that of rates.
/// </summary>
internal static class PodLaunches
{
    private const string Name = "clusters/launch-1000-over-4";
    private const int Servers = 4;
    private const int Nodes = 10;
    private const int Cpus = 2_000;
    private const int Tasks = 1_000;
    private const int Warm = 10_000;
    private const int RawWarm = 2_000;
    private const int Rounds = 6;
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(20);

    public static Benchmark Benchmark() => new(Name, RunAsync);

    private static async Task<IReadOnlyList<Measurement>> RunAsync()
    {
        var members = await MemberServer.StartAsync(Servers, Nodes, Cpus);
        try
        {
            await RawPods.MakeAsync(members, RawWarm);
            await RawPods.MakeWithClientAsync(members, RawWarm);
            var (raw, usual) = (new List<Round>(), new List<Round>());
            await MakeRawAsync(members, raw, usual);
            var launches = await LaunchAsync(members);
            await MakeRawAsync(members, raw, usual);
            return Figures(launches, raw, usual);
        }
        finally
        {
            foreach (var member in members)
                await member.DisposeAsync();
        }
    }

    private static IReadOnlyList<Measurement> Figures(List<Round> launches, List<Round> raw, List<Round> usual)
    {
        var rate = Measurement.MedianOf($"{Name}/tasks_per_second", "1/s", [.. launches.Select(round => round.PerSecond)]);
        var rawRate = Measurement.MedianOf($"{Name}/raw_pods_per_second", "1/s", [.. raw.Select(round => round.PerSecond)]);
        var work = Measurement.MedianOf($"{Name}/processor_for_one_task", "ms", [.. launches.Select(round => round.OfAll)]);
        var rawWork = Measurement.MedianOf($"{Name}/processor_for_one_raw_pod", "ms", [.. raw.Select(round => round.OfAll)]);
        var usualRate = Measurement.MedianOf($"{Name}/client_pods_per_second", "1/s", [.. usual.Select(round => round.PerSecond)]);
        var usualWork = Measurement.MedianOf($"{Name}/processor_for_one_client_pod", "ms", [.. usual.Select(round => round.OfAll)]);
        return
        [
            rate,
            rawRate,
            usualRate,
            Measurement.Once($"{Name}/ratio_to_raw", "", rate.Value / rawRate.Value),
            Measurement.Once($"{Name}/ratio_to_client", "", rate.Value / usualRate.Value),
            work,
            Measurement.MedianOf($"{Name}/processor_for_one_task_of_the_operator", "ms", [.. launches.Select(round => round.OfOperator)]),
            Measurement.MedianOf($"{Name}/processor_for_one_task_of_the_servers", "ms", [.. launches.Select(round => round.OfServers)]),
            rawWork,
            Measurement.MedianOf($"{Name}/processor_for_one_raw_pod_of_the_servers", "ms", [.. raw.Select(round => round.OfServers)]),
            usualWork,
            Measurement.Once($"{Name}/processor_ratio_to_raw", "", rawWork.Value / work.Value),
            Measurement.Once($"{Name}/processor_ratio_to_client", "", usualWork.Value / work.Value),
        ];
    }

    private static async Task MakeRawAsync(MemberServer[] members, List<Round> raw, List<Round> usual)
    {
        for (var round = 0; round < Rounds / 2; round++)
        {
            raw.Add(await MeasureAsync(members, null, () => RawPods.MakeAsync(members, Tasks)));
            usual.Add(await MeasureAsync(members, null, () => RawPods.MakeWithClientAsync(members, Tasks)));
        }
    }

    private static async Task<List<Round>> LaunchAsync(MemberServer[] members)
    {
        await using var pool = await Pool.StartAsync(members[0]);
        await pool.JoinAsync(members);
        var offers = Servers * Nodes;
        await pool.Framework.UntilAsync(() => pool.Framework.OfferCount == offers, "each node is offered");
        for (var launched = 0; launched < Warm; launched += Tasks)
        {
            await pool.Framework.UntilAsync(() => pool.Framework.OfferCount == offers, "each node is offered");
            await LaunchAsync(pool, members, Tasks);
        }

        var (rounds, served, home) = (new List<Round>(), await members[1].Server.ServedAsync(), await members[0].Server.ServedAsync());
        for (var round = 0; round < Rounds; round++)
        {
            await pool.Framework.UntilAsync(() => pool.Framework.OfferCount == offers, "each node is offered again");
            rounds.Add(await MeasureAsync(members, pool, () => LaunchAsync(pool, members, Tasks)));
        }

        Console.WriteLine($"  requests, {Tasks * Rounds / Servers} launches at one server: {(await members[1].Server.ServedAsync()).TextSince(served)}");
        Console.WriteLine($"  requests at home: {(await members[0].Server.ServedAsync()).TextSince(home)}");
        return rounds;
    }

    private static async Task LaunchAsync(Pool pool, MemberServer[] members, int tasks)
    {
        // Offers are as many on each, and so are the tasks. One server at a time is asked: looking costs, too.
        var wanted = await members[0].TaskPodsAsync() + (tasks / members.Length);
        await pool.Framework.LaunchAsync(tasks);
        foreach (var member in members)
            while (await member.TaskPodsAsync() < wanted)
                await Task.Delay(LookEvery, TimeProvider.System);
    }

    private static async Task<Round> MeasureAsync(MemberServer[] members, Pool? pool, Func<Task> work)
    {
        var (servers, program, own) = (ServersTime(), OperatorTime(), Environment.CpuUsage.TotalTime);
        var start = Stopwatch.GetTimestamp();
        await work();
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return new(Tasks / seconds, Each(ServersTime() - servers), Each(OperatorTime() - program), Each(Environment.CpuUsage.TotalTime - own));

        TimeSpan ServersTime() => new(members.Sum(member => member.Server.ProcessorTime.Ticks));
        TimeSpan OperatorTime() => pool?.Operator.ProcessorTime ?? TimeSpan.Zero;
        static double Each(TimeSpan time) => time.TotalMilliseconds / Tasks;
    }

    /// <summary>Pods a second, and the processor time of each in milliseconds.</summary>
    private sealed record Round(double PerSecond, double OfServers, double OfOperator, double OfClient)
    {
        public double OfAll => OfServers + OfOperator + OfClient;
    }
}

using System.Diagnostics;
using System.Globalization;
using MesosOperator.Core.Tasks;
using MesosOperator.Crds.Offers;
using MesosOperator.Crds.Resources;
using MesosOperator.Kubernetes.Api;

namespace MesosOperator.Benchmarks.Kubernetes;

/// <summary>
/// An operator with 200 frameworks, 1,000 agents and 5,000 tasks, all of them objects, is replaced by another: how long
/// from its start until the first new offer is seen. The tasks are launched by answers to offers, five in each.
/// </summary>
internal static class Restart
{
    private const string Name = "kubernetes/restart";
    private const int Frameworks = 200;
    private const int Agents = 1_000;
    private const int TasksOfEach = 5;

    public static Benchmark Benchmark() => new(Name, RunAsync);

    private static async Task<IReadOnlyList<Measurement>> RunAsync()
    {
        await using var world = await ClusterWorld.StartAsync();
        await world.AddFrameworksAsync(Frameworks);
        world.StartAgents(Agents);
        await world.Offers.UntilAsync(() => world.Standing.Count() >= Agents, "each agent is offered");
        await world.SettleAsync();
        return [.. await LaunchAsync(world), .. await ReplaceAsync(world)];
    }

    private static async Task<IReadOnlyList<Measurement>> LaunchAsync(ClusterWorld world)
    {
        var (start, used, served) = (Stopwatch.GetTimestamp(), world.Operator.ProcessorTime, await world.ServedAsync());
        await world.AnswerAsync([.. world.Standing], Launch);
        await world.Tasks.UntilAsync(
            () => world.Tasks.All.Count(task => task.Status?.State == TaskState.Running) == Agents * TasksOfEach, "all tasks run");
        var (took, processor) = (Stopwatch.GetElapsedTime(start), world.Operator.ProcessorTime - used);
        await world.SettleAsync();
        var now = await world.ServedAsync();
        Console.WriteLine($"  requests, launch: {now.TextSince(served)}");
        return
        [
            Measurement.Once($"{Name}/tasks_launched_through_offers", "1/s", Agents * TasksOfEach / took.TotalSeconds),
            Measurement.Once($"{Name}/processor_for_one_task", "ms", processor.TotalMilliseconds / (Agents * TasksOfEach)),
            Measurement.Once($"{Name}/writes_of_one_task", "", (double)now.WritesSince(served, "tasks") / (Agents * TasksOfEach)),
            Measurement.Once($"{Name}/memory_before", "MB", world.Operator.MemoryMb),
        ];
    }

    private static async Task<IReadOnlyList<Measurement>> ReplaceAsync(ClusterWorld world)
    {
        var known = world.Offers.All.Select(ResourceKey.Of).ToHashSet();
        var served = await world.ServedAsync();
        var (stopping, started) = await world.RestartAsync();
        var serving = Stopwatch.GetElapsedTime(started);
        await world.Offers.UntilAsync(() => world.Standing.Any(offer => !known.Contains(ResourceKey.Of(offer))), "there is a new offer");
        var (first, memory) = (Stopwatch.GetElapsedTime(started), world.Operator.MemoryMb);
        await world.Offers.UntilAsync(() => world.Standing.Count(offer => !known.Contains(ResourceKey.Of(offer))) >= Agents, "each agent is offered");
        var (all, used) = (Stopwatch.GetElapsedTime(started), world.Operator.ProcessorTime);
        await world.SettleAsync();
        Console.WriteLine($"  requests, restart: {(await world.ServedAsync()).TextSince(served)}");
        return
        [
            Measurement.Once($"{Name}/stopped", "s", stopping.TotalSeconds),
            Measurement.Once($"{Name}/listening", "s", serving.TotalSeconds),
            Measurement.Once($"{Name}/first_new_offer", "s", first.TotalSeconds),
            Measurement.Once($"{Name}/all_offered_anew", "s", all.TotalSeconds),
            Measurement.Once($"{Name}/processor_until_all_is_offered", "s", used.TotalSeconds),
            Measurement.Once($"{Name}/memory_at_first_new_offer", "MB", memory),
            Measurement.Once($"{Name}/memory_afterwards", "MB", world.Operator.MemoryMb),
            Measurement.Once($"{Name}/memory_max", "MB", world.Operator.MemoryMaxMb),
        ];
    }

    private static OfferResponse Launch(V1Alpha1Offer offer) => new()
    {
        Accept = new()
        {
            Operations = [new() { Launch = new() { Tasks = [.. Enumerable.Range(1, TasksOfEach).Select(number => TaskOf(offer, number))] } }],
            Filters = new() { RefuseSeconds = 0 },
        },
    };

    private static TaskToLaunch TaskOf(V1Alpha1Offer offer, int number) => new()
    {
        Id = string.Create(CultureInfo.InvariantCulture, $"{offer.Metadata.Name}.{number}"),
        Resources = new() { ["cpus"] = new("1"), ["mem"] = new("1Gi") },
        Command = new() { Shell = "sleep 1000" },
    };
}

using System.Diagnostics;
using MesosOperator.Crds.Offers;
using MesosOperator.Kubernetes.Api;

namespace MesosOperator.Benchmarks.Kubernetes;

/// <summary>
/// 2,000 offers as objects, one of each agent, to 200 frameworks: how long until all are seen, what they cost while they
/// stand, and how long until all are answered by patches and made anew. API server, operator and agents share this machine.
/// </summary>
internal static class OfferObjects
{
    private const string Name = "kubernetes/offers";
    private const int Frameworks = 200;
    private const int Count = 2_000;
    private static readonly TimeSpan Stand = TimeSpan.FromSeconds(30);

    public static Benchmark Benchmark() => new(Name, RunAsync);

    private static async Task<IReadOnlyList<Measurement>> RunAsync()
    {
        await using var world = await ClusterWorld.StartAsync();
        await world.AddFrameworksAsync(Frameworks);
        await world.SettleAsync();
        return [.. await ProjectAsync(world), .. await StandAsync(world), .. await AnswerAsync(world)];
    }

    private static async Task<IReadOnlyList<Measurement>> ProjectAsync(ClusterWorld world)
    {
        var (start, used, served) = (Stopwatch.GetTimestamp(), world.Operator.ProcessorTime, await world.ServedAsync());
        world.StartAgents(Count);
        await world.Offers.UntilAsync(() => world.Standing.Count() >= Count, "each agent is offered");
        var (shown, now) = (Stopwatch.GetElapsedTime(start), await world.ServedAsync());
        var offerWrites = now.WritesSince(served, "offers");
        await world.SettleAsync();
        now = await world.ServedAsync();
        Console.WriteLine($"  requests, project: {now.TextSince(served)}");
        return
        [
            Measurement.Once($"{Name}/all_shown_with_their_agents", "s", shown.TotalSeconds),
            Measurement.Once($"{Name}/writes_of_one_offer", "", (double)offerWrites / Count),
            Measurement.Once($"{Name}/writes_of_one_agent", "", (double)now.WritesSince(served, "agents") / Count),
            Measurement.Once($"{Name}/processor_for_one_agent_and_offer", "ms", (world.Operator.ProcessorTime - used).TotalMilliseconds / Count),
        ];
    }

    private static async Task<IReadOnlyList<Measurement>> StandAsync(ClusterWorld world)
    {
        var (used, served) = (world.Operator.ProcessorTime, await world.ServedAsync());
        await Task.Delay(Stand, TimeProvider.System);
        var (percent, now) = ((world.Operator.ProcessorTime - used) / Stand * 100, await world.ServedAsync());
        Console.WriteLine($"  requests, stand: {now.TextSince(served)}");
        return
        [
            Measurement.Once($"{Name}/processor_while_they_stand", "% of one", percent),
            Measurement.Once($"{Name}/writes_while_they_stand", "", now.WritesSince(served)),
            Measurement.Once($"{Name}/memory", "MB", world.Operator.MemoryMb),
        ];
    }

    private static async Task<IReadOnlyList<Measurement>> AnswerAsync(ClusterWorld world)
    {
        var standing = world.Standing.ToArray();
        var keys = standing.Select(ResourceKey.Of).ToArray();
        var known = keys.ToHashSet();
        var decline = new OfferResponse { Decline = new() { Filters = new() { RefuseSeconds = 0 } } };
        var (start, used, served) = (Stopwatch.GetTimestamp(), world.Operator.ProcessorTime, await world.ServedAsync());
        await world.AnswerAsync(standing, _ => decline);
        var patched = Stopwatch.GetElapsedTime(start);
        await world.Offers.UntilAsync(
            () => keys.All(key => world.Offers.Find(key) is null or { Status.Phase: OfferPhase.Declined }), "all are declined");
        var declined = Stopwatch.GetElapsedTime(start);
        await world.Offers.UntilAsync(() => world.Standing.Count(offer => !known.Contains(ResourceKey.Of(offer))) >= Count, "all is offered anew");
        var (anew, processor, now) = (Stopwatch.GetElapsedTime(start), world.Operator.ProcessorTime - used, await world.ServedAsync());
        Console.WriteLine($"  requests, answer: {now.TextSince(served)}");
        return
        [
            Measurement.Once($"{Name}/all_patched_by_their_frameworks", "s", patched.TotalSeconds),
            Measurement.Once($"{Name}/all_declined", "s", declined.TotalSeconds),
            Measurement.Once($"{Name}/all_offered_anew", "s", anew.TotalSeconds),
            Measurement.Once($"{Name}/processor_while_they_churn", "% of one", processor / anew * 100),
            Measurement.Once($"{Name}/processor_for_one_answer_and_offer", "ms", processor.TotalMilliseconds / Count),
            Measurement.Once($"{Name}/writes_for_one_answer_and_offer", "", ((double)now.WritesSince(served, "offers") / Count) - 1),
            Measurement.Once($"{Name}/memory_max", "MB", world.Operator.MemoryMaxMb),
        ];
    }
}

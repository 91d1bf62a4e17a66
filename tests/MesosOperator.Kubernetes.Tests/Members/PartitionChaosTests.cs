using System.Globalization;
using System.Text.Json.Nodes;
using k8s.Models;
using MesosOperator.Core.Primitives;
using MesosOperator.Core.Tasks;
using MesosOperator.Crds.Clusters;
using MesosOperator.Kubernetes.Api;

namespace MesosOperator.Kubernetes.Tests.Members;

/// <summary>
/// Seeded worlds in virtual time: a cluster that is cut off and comes back, operators that start anew meanwhile, Pods that end
/// or are deleted, nodes that go. Nobody is told two ends of a task, or that one runs after its end; when all is well again what
/// the framework believes is what runs. CHAOS_SEEDS says how many.
/// </summary>
public sealed class PartitionChaosTests
{
    private const int Steps = 150;

    /// <summary>Worlds that never get to something say nothing about it: there are more of them then, up to so many times as many.</summary>
    private const int MoreMax = 4;

    private static readonly TaskState[] ToBeSeen = [TaskState.Unreachable, TaskState.GoneByOperator, TaskState.Lost, TaskState.Dropped, TaskState.Finished];

    private static int Seeds => int.Parse(Environment.GetEnvironmentVariable("CHAOS_SEEDS") ?? "4", CultureInfo.InvariantCulture);

    [Fact]
    public void Framework_is_told_the_truth_once()
    {
        var told = new HashSet<TaskState>();
        for (var seed = 1; seed <= Seeds || (ToBeSeen.Except(told).Any() && seed <= MoreMax * Seeds); seed++)
        {
            var number = seed;
            if (Record.Exception(() => MemberWorld.Test(world => RunAsync(world, new Prng((ulong)number), told))) is { } failure)
                Assert.Fail($"Seed {seed}: {failure}");
        }

        Assert.Empty(ToBeSeen.Except(told));
    }

    private static async Task RunAsync(MemberWorld world, Prng prng, HashSet<TaskState> told)
    {
        world.Spec = world.Spec with
        {
            OnDisconnect = prng.Next(2) == 0 ? new() : new DisconnectPolicy { Action = (DisconnectAction)(1 + prng.Next(2)), AfterSeconds = prng.Next(100) },
        };
        for (var node = 0; node < 3; node++)
            await world.AddNodeAsync($"n{node}");
        var framework = new ChaosFramework(world.Home, prng, told);
        await framework.SubscribeAsync();
        world.Reach();
        var (isCut, masters) = (false, 1);
        for (var step = 0; step < Steps; step++)
        {
            await DisturbAsync(world, prng, step);
            if (prng.Next(isCut ? 8 : 20) == 0)
            {
                if (!isCut)
                    await world.CutAsync();
                if (isCut && prng.Next(3) == 0)
                {
                    await world.Home.RestartAsync(string.Create(CultureInfo.InvariantCulture, $"m{++masters}"));
                    await framework.SubscribeAsync();
                }

                if (isCut)
                    world.Reach();
                isCut = !isCut;
            }

            await LiveAsync(world, framework, prng.Next(4) == 0 ? prng.Next(30) : 1);
        }

        if (isCut)
            world.Reach();
        await SettleAsync(world, framework);
    }

    /// <summary>What happens in the cluster whether or not anybody sees it.</summary>
    private static async Task DisturbAsync(MemberWorld world, Prng prng, int step)
    {
        foreach (var pod in await world.OwnPodsAsync())
            if (IsAtRest(pod))
                continue;
            else if (pod.Status?.Phase != "Running" && pod.Metadata.DeletionTimestamp is null)
                await world.RunAsync(pod);
            else if (prng.Next(25) == 0)
                await world.EndAsync(pod, prng.Next(2));
            else if (prng.Next(60) == 0)
                await world.Pods.DeleteAsync(ResourceKey.Of(pod), default);
            else if (prng.Next(100) == 0)
                await RemoveAsync(world, pod);
        await EndDeletedAsync(world);
        if (prng.Next(40) != 0)
            return;
        var nodes = (await world.Nodes.ListAsync(new(), 0, "", default)).Items;
        if (nodes.Count > 1)
            await world.Nodes.DeleteAsync(new("", nodes[prng.Next(nodes.Count)].Metadata.Name), default);
        await world.AddNodeAsync(string.Create(CultureInfo.InvariantCulture, $"m{step}"));
    }

    /// <summary>Somebody takes it away with everything on it.</summary>
    private static async Task RemoveAsync(MemberWorld world, V1Pod pod)
    {
        await world.Pods.PatchAsync(ResourceKey.Of(pod), "", ResourcePatch.Merge(new() { ["metadata"] = new JsonObject { ["finalizers"] = null } }), default);
        if (await world.Pods.FindAsync(ResourceKey.Of(pod), default) is not null)
            await world.Pods.DeleteAsync(ResourceKey.Of(pod), default);
    }

    /// <summary>Nodes end what is deleted; of those that are gone nobody says anything.</summary>
    private static async Task EndDeletedAsync(MemberWorld world)
    {
        var nodes = (await world.Nodes.ListAsync(new(), 0, "", default)).Items.Select(node => node.Metadata.Name).ToHashSet();
        foreach (var pod in await world.OwnPodsAsync())
            if (pod.Metadata.DeletionTimestamp is not null && !IsAtRest(pod) && nodes.Contains(pod.Spec.NodeName))
                await world.EndAsync(pod, 143);
    }

    private static async Task LiveAsync(MemberWorld world, ChaosFramework framework, int seconds)
    {
        for (var second = 0; second < seconds; second++)
        {
            await framework.ActAsync();
            await world.Home.PassAsync(1);
        }
    }

    /// <summary>Without faults what the framework believes is what runs, and nothing else is left.</summary>
    private static async Task SettleAsync(MemberWorld world, ChaosFramework framework)
    {
        framework.IsContent = true;
        var (believed, there) = ("", "");
        for (var round = 0; round < 60; round++)
        {
            await EndDeletedAsync(world);
            await LiveAsync(world, framework, 15);
            await framework.ReconcileAsync();
            await framework.ActAsync();
            believed = string.Join(' ', framework.Alive.Select(task => $"{task.Key}:{task.Value}"));
            there = string.Join(' ', (await world.OwnPodsAsync()).Select(pod => $"{pod.Metadata.Name.Split('-')[0]}:{(IsAtRest(pod) ? "ended" : pod.Status?.Phase)}").Order(StringComparer.Ordinal));
            if (believed == there && framework.Alive.Values.All(state => state == TaskState.Running))
                break;
            foreach (var pod in await world.OwnPodsAsync())
                if (!IsAtRest(pod) && pod.Status?.Phase != "Running" && pod.Metadata.DeletionTimestamp is null)
                    await world.RunAsync(pod);
        }

        Assert.Equal(there, believed);
        var view = await world.Home.ViewAsync();
        var used = view.Frameworks.Single().Tasks.Length;
        Assert.Equal(framework.Alive.Count, used);
        Assert.All(view.Agents, agent => Assert.Equal("4", agent.Total.Quantities.Get("cpus").ToString()));
        Assert.Equal(1000 * used, view.Agents.Sum(agent => agent.Used.Quantities.Get("cpus").Milli));
    }

    private static bool IsAtRest(V1Pod pod) => pod.Status?.Phase is "Succeeded" or "Failed";
}

using k8s.Models;
using MesosOperator.Kubernetes.Caches;
using MesosOperator.Kubernetes.Events;
using MesosOperator.Kubernetes.Joining;
using MesosOperator.Kubernetes.Tests.Support;
using MesosOperator.Runtime.Joining;
using MesosOperator.TestKit;

namespace MesosOperator.Kubernetes.Tests.Joining;

/// <summary>What is told, where an administrator looks, of those who may not join.</summary>
public sealed class RefusalEventsTests
{
    private const string Identity = "5f0c4d2e-6c3a-4a53-9f0e-9d5c1f6a7b10";

    [Fact]
    public void A_refusal_is_told_on_the_token_and_on_the_agent_and_a_stranger_leaves_none() => Test(async (world, refusals) =>
    {
        refusals.Observe(new("10.0.0.1", "The bootstrap token is not known"));
        refusals.Observe(new("10.0.0.1", "The bootstrap token is not known") { TokenId = "ghosts", Identity = "nobody" });
        refusals.Observe(new("10.0.0.7", "Bootstrap token 'abcdef' has expired") { TokenId = "abcdef" });
        refusals.Observe(new("10.0.0.8", "Agent was revoked") { TokenId = "abcdef", Identity = Identity });

        var told = await ToldAsync(world, 3);

        Assert.Equal(
            [
                ("Secret", JoiningProcess.Namespace, "A host at 10.0.0.7 was turned away: Bootstrap token 'abcdef' has expired"),
                ("Secret", JoiningProcess.Namespace, "A host at 10.0.0.8 was turned away: Agent was revoked"),
                ("Agent", "default", "A host at 10.0.0.8 was turned away: Agent was revoked"),
            ],
            told.Select(each => (each.Regarding.Kind, each.Regarding.NamespaceProperty, each.Note)));
        Assert.All(told, each => Assert.Equal(("Warning", "Join", "v1" == each.Regarding.ApiVersion), (each.Type, each.Action, each.Regarding.Kind == "Secret")));
    });

    [Fact]
    public void Of_one_address_and_object_there_is_one_event_a_minute() => Test(async (world, refusals) =>
    {
        for (var attempt = 0; attempt < 100; attempt++)
            refusals.Observe(new("10.0.0.7", $"attempt {attempt}") { TokenId = "abcdef" });
        refusals.Observe(new("10.0.0.8", "attempt 0") { TokenId = "abcdef" });
        Assert.Equal(2, (await ToldAsync(world, 2)).Count);

        await world.PassAsync(RefusalEvents.Pause.TotalSeconds - 2);
        refusals.Observe(new("10.0.0.7", "attempt 100") { TokenId = "abcdef" });
        await world.PassAsync(5);
        refusals.Observe(new("10.0.0.7", "attempt 101") { TokenId = "abcdef" });

        Assert.EndsWith("attempt 101", (await ToldAsync(world, 3))[^1].Note, StringComparison.Ordinal);
    });

    [Fact]
    public void Only_who_leads_tells() => Test(async (world, refusals) =>
    {
        var standby = new RefusalEvents(world.Operator.Get<ClusterCaches>(), world.Operator.Get<EventRecorder>(), new FakeLeadership(), world.Cluster.Run.Time);

        standby.Observe(new("10.0.0.7", "on standby") { Identity = Identity });
        refusals.Observe(new("10.0.0.7", "leading") { Identity = Identity });

        Assert.EndsWith("leading", Assert.Single(await ToldAsync(world, 1)).Note, StringComparison.Ordinal);
    });

    /// <summary>Where nobody is asked who he is there are no tokens, and a copy of a host is turned away all the same.</summary>
    [Fact]
    public void The_operator_tells_of_a_copy_on_the_object_of_the_agent() => OperatorWorld.Test(async world =>
    {
        var host = world.Hosts.Join();
        await world.Cluster.UntilAsync(() => host.Id is { } id && world.Operator.Get<ClusterCaches>().AgentOf(id) is not null);

        foreach (var observer in world.Operator.Get<IEnumerable<IRefusalObserver>>())
            observer.Observe(new("10.0.0.9", "It is connected already") { TokenId = "abcdef", AgentId = host.Id });

        Assert.Equal("Agent", Assert.Single(await ToldAsync(world, 1)).Regarding.Kind);
    });

    private static void Test(Func<OperatorWorld, RefusalEvents, Task> body) => OperatorWorld.Test(async world =>
    {
        var process = await new JoiningProcess(world.Cluster).StartedAsync();
        await world.Cluster.Client<V1Secret>("test").CreateAsync(new V1Secret
        {
            ApiVersion = "v1",
            Kind = "Secret",
            Type = TokenSecret.Type,
            Metadata = new V1ObjectMeta { Name = "token", NamespaceProperty = JoiningProcess.Namespace },
            Data = new Dictionary<string, byte[]> { [TokenSecret.Id] = "abcdef"u8.ToArray(), [TokenSecret.Secret] = "0123456789abcdef"u8.ToArray() },
        }, world.Cluster.Stop);
        world.Hosts.Join(identity: Identity);
        var caches = world.Operator.Get<ClusterCaches>();
        await world.Cluster.UntilAsync(() => process.Tokens.SecretOf("abcdef") is not null && caches.AgentNamed(Identity) is not null);
        await body(world, new(caches, world.Operator.Get<EventRecorder>(), world.Operator.Leadership, world.Cluster.Run.Time, process.Tokens));
    });

    /// <summary>The events of refusals, in their order, when there are so many.</summary>
    private static async Task<IReadOnlyList<Eventsv1Event>> ToldAsync(OperatorWorld world, int count)
    {
        for (var second = 0; second < 30 && (await AllAsync(world)).Count < count; second++)
            await world.PassAsync(0.1);
        var told = await AllAsync(world);
        Assert.Equal(count, told.Count);
        return told;
    }

    private static async Task<List<Eventsv1Event>> AllAsync(OperatorWorld world) =>
        [.. (await world.AllAsync(world.Events)).Where(each => each.Reason == "TurnedAway").OrderBy(each => each.Metadata.ResourceVersion.Length).ThenBy(each => each.Metadata.ResourceVersion, StringComparer.Ordinal)];
}

using System.Collections.Immutable;
using System.Diagnostics;
using MesosOperator.Core.Agents;
using MesosOperator.Core.Allocation;
using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Master;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Master.Effects;
using MesosOperator.Core.Offers;
using MesosOperator.Core.Primitives;
using MesosOperator.Core.Resources;
using MesosOperator.Core.Roles;
using MesosOperator.Core.Tasks;

namespace MesosOperator.Benchmarks.Allocator;

/// <summary>A master with frameworks, each in one role, and agents; those of DeclineOffers are two thirds in use, as Mesos' own sets them up.</summary>
internal sealed class AllocatorWorld
{
    private const int UsedPortRanges = 16;

    private static readonly TimeSpan WarmUpTime = TimeSpan.FromSeconds(1.5);

    public static readonly TimeSpan Unlimited = TimeSpan.FromDays(365);

    private readonly MasterCore _master = new(new("bench"), new());
    private readonly List<FrameworkInfo> _frameworks = [];
    private readonly Dictionary<int, LinkId> _links = [];
    private Instant _now = Instant.FromSeconds(1);
    private long _connections;

    /// <summary>Lets the runtime compile what is about to be measured, as it is in an operator that has been up for a while.</summary>
    public static void WarmUp()
    {
        for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < WarmUpTime;)
        {
            var world = new AllocatorWorld();
            world.AddFrameworks(20);
            world.Register(world.AgentsInUse(300));
            for (var round = 0; round < 45; round++)
                world.DeclineAll(world.RunRound(), Unlimited);
        }
    }

    public void AddFrameworks(int count)
    {
        for (var number = 0; number < count; number++)
            AddFramework(RoleName.Any);
    }

    public void AddFramework(RoleName role)
    {
        var number = _frameworks.Count;
        var info = new FrameworkInfo("root", $"framework-{number}")
        {
            Id = new($"framework-{number:D5}"),
            Roles = [role],
            Capabilities = FrameworkCapabilities.SharedResources | FrameworkCapabilities.ReservationRefinement,
        };
        _frameworks.Add(info);
        _master.Apply(new SubscriptionCommand.Subscribe(StreamOf(info), info, []), _now);
    }

    /// <summary>What agents of DeclineOffers say when they come, each with a task of one of the frameworks in turn.</summary>
    public IReadOnlyList<AgentCommand.Reregister> AgentsInUse(int count) =>
        [.. Enumerable.Range(0, count).Select(number => Reregistration(number, _frameworks[number % _frameworks.Count]))];

    /// <summary>What agents say that run nothing.</summary>
    public IReadOnlyList<AgentCommand.Reregister> IdleAgents(int count, ResourceSet total, Func<int, ResourceSet>? kept = null) =>
        [.. Enumerable.Range(0, count).Select(number => new AgentCommand.Reregister(
            new(_connections++), IdOf(number), new($"host-{number}", "127.0.0.1", 5051, total), [], []) { Kept = kept?.Invoke(number) ?? ResourceSet.Empty })];

    public void Register(IReadOnlyList<AgentCommand.Reregister> agents)
    {
        foreach (var agent in agents)
            _master.Apply(agent, _now);
    }

    public void SetQuota(RoleName role, Quota quota) => Expect(new OperatorCommand.UpdateQuota([new(role, quota)], Overcommit.Allow));

    public void Operate(int agent, ResourceOperation operation) => Expect(new OperatorCommand.OperateOnAgent(IdOf(agent), operation));

    public void Suppress(int from, int to)
    {
        foreach (var framework in _frameworks[from..to])
            Expect(new FrameworkCommand.Suppress(framework.Id!.Value, CallerOf(framework.Id.Value), []));
    }

    public void ReviveAll()
    {
        foreach (var framework in _frameworks)
            Expect(new FrameworkCommand.Revive(framework.Id!.Value, CallerOf(framework.Id.Value), []));
    }

    /// <summary>One run over all agents; the offers that it made.</summary>
    public IReadOnlyList<OffersMade> RunRound()
    {
        _now += TimeSpan.FromSeconds(1);
        return OffersOf(_master.Apply(new TimeCommand.Pass(), _now));
    }

    /// <summary>One run over the agents that changed.</summary>
    public IReadOnlyList<OffersMade> RunChanged() => OffersOf(_master.Apply(new TimeCommand.Allocate(), _now));

    /// <summary>Every offer is declined.</summary>
    public void DeclineAll(IReadOnlyList<OffersMade> offers, TimeSpan refuseFor)
    {
        foreach (var made in offers)
        {
            var framework = made.Items[0].Offer.FrameworkId;
            var ids = made.Items.Select(item => item.Offer.Id).ToImmutableArray();
            Expect(new FrameworkCommand.Decline(framework, CallerOf(framework), ids, refuseFor));
        }
    }

    /// <summary>An agent loses its link and comes back, which frees what it was offered.</summary>
    public void Reconnect(int number)
    {
        _master.Apply(new AgentCommand.LoseLink(_links[number]), _now);
        _master.Apply(Reregistration(number, _frameworks[number % _frameworks.Count]), _now);
    }

    private static StreamId StreamOf(FrameworkInfo framework) => new($"stream-{framework.Id}");

    private static IReadOnlyList<OffersMade> OffersOf(Outcome outcome) =>
        [.. outcome.Effects.Afterwards.OfType<Notify.Framework>().Select(told => told.Notice).OfType<OffersMade>()];

    private static Caller CallerOf(FrameworkId framework) => new(new($"stream-{framework}"), null);

    private static AgentId IdOf(int number) => new($"agent-{number:D6}");

    private void Expect(Command command)
    {
        if (_master.Apply(command, _now).Refusal is { } refusal)
            throw new InvalidOperationException(refusal.Message);
    }

    private AgentCommand.Reregister Reregistration(int number, FrameworkInfo user)
    {
        var id = IdOf(number);
        var total = ResourceSet.Of(
            Resource.Of(ResourceName.Cpus, Amount.FromUnits(24)),
            Resource.Of(ResourceName.Memory, Amount.FromUnits(4096)),
            Resource.Of(ResourceName.Disk, Amount.FromUnits(4096)),
            Resource.Of(ResourceName.Ports, ValueRanges.Of(new ValueRange(31000, 32000))));
        var used = ResourceSet.Of(
            Resource.Of(ResourceName.Cpus, Amount.FromUnits(16)),
            Resource.Of(ResourceName.Memory, Amount.FromUnits(2014)),
            Resource.Of(ResourceName.Disk, Amount.FromUnits(1024)),
            Resource.Of(ResourceName.Ports, ScatteredPorts()));
        var task = new LaunchedTask(new TaskInfo(new($"task-{number}"), "task", id, used, Payload.Empty), user.Id!.Value, RoleName.Any)
        {
            State = TaskState.Running,
        };
        var info = new AgentInfo($"host-{number}", "127.0.0.1", 5051, total);
        _links[number] = new(_connections++);
        return new(_links[number], id, info, [task], [user]);
    }

    private static ValueRanges ScatteredPorts() => ValueRanges.Of(
        Enumerable.Range(0, UsedPortRanges).Select(range => new ValueRange((ulong)(31000 + range * 50), (ulong)(31000 + range * 50 + 1))));
}

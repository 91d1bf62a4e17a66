using System.Collections.Immutable;
using MesosOperator.Core.Agents;
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

/// <summary>A master with frameworks in role <c>*</c> and agents that are two thirds in use, as Mesos' own DeclineOffers sets them up.</summary>
internal sealed class AllocatorWorld
{
    private const int UsedPortRanges = 16;

    private static readonly TimeSpan Unlimited = TimeSpan.FromDays(365);

    private readonly MasterCore _master = new(new("bench"), new());
    private readonly List<FrameworkInfo> _frameworks = [];
    private readonly Dictionary<int, LinkId> _links = [];
    private Instant _now = Instant.FromSeconds(1);
    private long _connections;

    public void AddFrameworks(int count)
    {
        for (var number = 0; number < count; number++)
        {
            var info = new FrameworkInfo("root", $"framework-{number}") { Id = new($"framework-{number:D5}") };
            _frameworks.Add(info);
            _master.Apply(new SubscriptionCommand.Subscribe(StreamOf(info), info, []), _now);
        }
    }

    public void AddAgents(int count)
    {
        for (var number = 0; number < count; number++)
            AddAgent(number, _frameworks[number % _frameworks.Count]);
    }

    /// <summary>One run over all agents; the offers that it made.</summary>
    public IReadOnlyList<OffersMade> RunRound()
    {
        _now += TimeSpan.FromSeconds(1);
        return OffersOf(_master.Apply(new TimeCommand.Pass(), _now));
    }

    /// <summary>One run over the agents that changed.</summary>
    public IReadOnlyList<OffersMade> RunChanged() => OffersOf(_master.Apply(new TimeCommand.Allocate(), _now));

    /// <summary>Every offer is declined for good.</summary>
    public void DeclineAll(IReadOnlyList<OffersMade> offers)
    {
        foreach (var made in offers)
        {
            var framework = made.Items[0].Offer.FrameworkId;
            var ids = made.Items.Select(item => item.Offer.Id).ToImmutableArray();
            _master.Apply(new FrameworkCommand.Decline(framework, new(new($"stream-{framework}"), null), ids, Unlimited), _now);
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

    private void AddAgent(int number, FrameworkInfo user) => _master.Apply(Reregistration(number, user), _now);

    private AgentCommand.Reregister Reregistration(int number, FrameworkInfo user)
    {
        var id = new AgentId($"agent-{number:D6}");
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

using System.Collections.Immutable;
using MesosOperator.Core.Agents;
using MesosOperator.Core.Allocation;
using MesosOperator.Core.Constraints;
using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Master;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Master.Events;
using MesosOperator.Core.Offers;
using MesosOperator.Core.Primitives;
using MesosOperator.Core.Resources;
using MesosOperator.Core.Roles;
using MesosOperator.Core.Tasks;
using MesosOperator.TestKit;

namespace MesosOperator.Core.Tests.Allocation;

/// <summary>The same story told to the master and to the naive allocator, which must make the same offers in the same order.</summary>
internal sealed partial class AllocationStory
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan[] RefuseTimes = [TimeSpan.Zero, Interval / 2, Interval * 2, Interval * 5, Interval * 1000];

    private static readonly ResourceSet[] Sizes =
    [.. new[]
    {
        "cpus:4;mem:128", "cpus:1;mem:512", "cpus:2;mem:64;disk:100", "mem:64", "cpus:0.009;mem:31", "cpus:2;mem:64;gpus:1",
        "cpus:1;cpus(a):2;mem:64", "cpus:1;mem:64;cpus(b/x):1;mem(b/x):64", "cpus:1;mem:64;cpus{REV}:3", "cpus:3;mem:96;ports:[1-9]",
    }.Select(ResourceText.Parse)];

    private static readonly ImmutableArray<RoleName>[] RoleLists =
    [.. new[] { "*", "a", "b", "a,b", "b/x", "b/y", "b,b/x", "a/x,b/y", "c" }.Select(list => list.Split(',').Select(role => new RoleName(role)).ToImmutableArray())];

    private static readonly RoleName[] AllRoles = [.. RoleLists.SelectMany(roles => roles).Distinct()];

    private static readonly FrameworkCapabilities[] Abilities =
        [FrameworkCapabilities.None, FrameworkCapabilities.None, FrameworkCapabilities.GpuResources, FrameworkCapabilities.RevocableResources];

    private static readonly string?[] Racks = [null, "r0", null, "r1", null];

    private static readonly long?[] LeastCpusMilli = [null, null, null, 2000, null, 4, null];

    private static readonly string[] TopRoles = ["a", "b", "c"];

    private static readonly string[] QuotaRoles = ["a", "b", "c", "b/x", "b/y", "a/x", "b/z"];

    private static readonly Quota[] Quotas =
    [
        Quota.None,
        new(ResourceText.Parse("cpus:2;mem:64").Quantities, ResourceLimits.None),
        new(ResourceText.Parse("cpus:5").Quantities, ResourceLimits.Of(ResourceText.Parse("cpus:6;mem:100").Quantities.Items)),
        new(ResourceQuantities.Empty, ResourceLimits.Of(ResourceText.Parse("cpus:1.5").Quantities.Items)),
        new(ResourceText.Parse("cpus:9;mem:1000").Quantities, ResourceLimits.None),
        new(ResourceText.Parse("mem:200").Quantities, ResourceLimits.Of(ResourceText.Parse("mem:200").Quantities.Items)),
        new(ResourceText.Parse("cpus:1").Quantities, ResourceLimits.None),
        new(ResourceText.Parse("cpus:1;mem:32").Quantities, ResourceLimits.Of(ResourceText.Parse("cpus:3").Quantities.Items)),
    ];

    private readonly TestMaster _master;
    private readonly NaiveAllocator _naive;
    private readonly List<Player<AgentId, NaiveAllocator.Host>> _agents = [];
    private readonly List<Player<FrameworkId, NaiveAllocator.Tenant>> _frameworks = [];
    private readonly List<Player<Offer, NaiveAllocator.Holding>> _offers = [];
    private readonly List<Player<LaunchedTask, NaiveAllocator.Holding>> _tasks = [];
    private readonly List<NaiveAllocator.Host> _candidates = [];
    private bool _allAreCandidates;
    private Instant _nextRun = TestMaster.Start + Interval;
    private long _links;
    private int _streams;

    public AllocationStory(int[] weights)
    {
        string[] roles = ["a", "b", "b/x", "b/y"];
        var weightsMilli = roles.Zip(weights).ToImmutableSortedDictionary(pair => new RoleName(pair.First), pair => pair.Second);
        _master = new(new() { WeightsMilli = weightsMilli, AgentReturnTimeout = TimeSpan.FromDays(1000) });
        _naive = new(weightsMilli);
    }

    public void Tell(Step step)
    {
        var (_, a, b) = step;
        switch (step.Verb)
        {
            case Verb.AddAgent when _agents.Count < 12:
                AddAgent(Pick(Sizes, a)!);
                break;
            case Verb.Subscribe when _frameworks.Count < 8:
                Subscribe(Pick(RoleLists, a), Pick(Abilities, b), Pick(Racks, b), Pick(LeastCpusMilli, b));
                break;
            case Verb.Tick:
                Tick(Interval * (1 + (a % 6)) / 2);
                break;
            case Verb.Allocate:
                Allocate();
                break;
            case Verb.Decline when Pick(_offers, a) is { } offer:
                Decline(offer, Pick(RefuseTimes, b));
                break;
            case Verb.Accept when Pick(_offers, a) is { } offer:
                Accept(offer, 1 + (b % 4), Pick(RefuseTimes, b / 4));
                break;
            case Verb.Finish when Pick(_tasks, a) is { } task:
                Finish(task);
                break;
            case Verb.Suppress or Verb.Revive when Pick(_frameworks, a) is { Model.IsConnected: true } framework:
                Ask(framework, step.Verb, b);
                break;
            case Verb.Disconnect when Pick(_frameworks, a) is { Model.IsConnected: true } framework:
                Disconnect(framework);
                break;
            case Verb.Resubscribe when Pick(_frameworks, a) is { } framework:
                Resubscribe(framework, Pick(RoleLists, b));
                break;
            case Verb.TearDown when Pick(_frameworks, a) is { } framework:
                TearDown(framework);
                break;
            case Verb.LoseLink when Pick(_agents, a) is { Model.IsConnected: true } agent:
                LoseLink(agent);
                break;
            case Verb.Return when Pick(_agents, a) is { } agent:
                Return(agent);
                break;
            case Verb.SetQuota:
                SetQuota(Pick(QuotaRoles, a)!, Pick(Quotas, b)!);
                break;
            case Verb.SetWeight:
                SetWeight(Pick(TopRoles, a)!, 1 + (b % 3000));
                break;
            case Verb.Leave when Pick(_agents, a) is { Model.IsConnected: true } agent:
                Leave(agent);
                break;
        }

        _naive.Forget();
    }

    private void AddAgent(ResourceSet resources)
    {
        var link = new LinkId(++_links);
        var rack = $"r{_agents.Count % 2}";
        var outcome = _master.Apply(new AgentCommand.Register(link, An.Agent().Labelled("rack", rack).Info with { Resources = resources }));
        var id = outcome.Events.OfType<AgentEvent.Added>().Single().AgentId;
        var host = new NaiveAllocator.Host(id.Value, resources) { Rack = rack };
        _naive.Hosts.Add(host);
        _candidates.Add(host);
        _agents.Add(new(id, host) { Connection = $"{link.Value}" });
    }

    private void Subscribe(ImmutableArray<RoleName> roles, FrameworkCapabilities capabilities, string? rack, long? leastCpusMilli)
    {
        var stream = new StreamId($"{++_streams}");
        var info = A.Framework().Able(capabilities).OutlivedFor(TimeSpan.FromDays(1000)).Info with { Roles = roles };
        if (leastCpusMilli is { } least)
            info = info with { MinAllocatable = AllRoles.ToImmutableSortedDictionary(role => role, _ => Minimum(least)) };
        var id = _master.Apply(new SubscriptionCommand.Subscribe(stream, info, []) { Constraints = Demand(rack, roles) }).Events.OfType<FrameworkEvent.Added>().Single().FrameworkId;
        var tenant = new NaiveAllocator.Tenant(id.Value, capabilities) { Roles = roles, Rack = rack, LeastCpusMilli = leastCpusMilli };
        _naive.Tenants.Add(tenant);
        _frameworks.Add(new(id, tenant) { Connection = stream.Value, Info = info with { Id = id } });
        _allAreCandidates = true;
    }

    private static ResourceMinimum Minimum(long cpusMilli) =>
        new([ResourceQuantities.Of(new ResourceQuantity("cpus", new(cpusMilli)))]);

    private static OfferConstraints Demand(string? rack, IEnumerable<RoleName> roles) => rack is null
        ? OfferConstraints.None
        : new(roles.ToImmutableSortedDictionary(
            role => role, _ => new RoleConstraints([[new AttributeConstraint(SelectorKind.Attribute, "rack", PredicateKind.TextEquals, rack)]])));

    private void Tick(TimeSpan duration)
    {
        var until = _master.Now + duration;
        var made = _master.Advance(duration).SelectMany(Made).ToArray();
        var expected = new List<NaiveAllocator.Holding>();
        for (; _nextRun <= until; _nextRun += Interval)
        {
            _naive.Filters.RemoveAll(filter => filter.Until < _nextRun);
            expected.AddRange(_naive.Run(_naive.Hosts));
            _naive.Filters.RemoveAll(filter => filter.Until <= _nextRun);
            _candidates.Clear();
            _allAreCandidates = false;
        }

        Compare(expected, made);
    }

    private void Allocate()
    {
        _naive.Filters.RemoveAll(filter => filter.Until < _master.Now);
        var expected = _naive.Run(_allAreCandidates ? _naive.Hosts : _candidates);
        _candidates.Clear();
        _allAreCandidates = false;
        Compare(expected, Made(_master.Apply(new TimeCommand.Allocate())));
    }

    private void Decline(Player<Offer, NaiveAllocator.Holding> offer, TimeSpan refuseFor)
    {
        var framework = FrameworkOf(offer.Id.FrameworkId);
        _master.Apply(new FrameworkCommand.Decline(framework.Id, CallerOf(framework), [offer.Id.Id], refuseFor));
        EndOffers(other => other == offer);
        Refuse(offer.Model, offer.Model.Resources, refuseFor);
    }

    /// <summary>Launches a task that takes a part of each scalar that was offered.</summary>
    private void Accept(Player<Offer, NaiveAllocator.Holding> offer, int parts, TimeSpan refuseFor)
    {
        var framework = FrameworkOf(offer.Id.FrameworkId);
        var used = ResourceSet.Of(offer.Id.Resources.Items.Where(item => item.Kind == ResourceKind.Scalar)
            .Select(item => Resource.Of(item.Name, new Amount(item.Amount.Milli / parts), item.Traits)));
        TaskInfo info = A.Task($"of-{offer.Id.Id}").On(offer.Id.AgentId).Info with { Resources = used };
        var outcome = _master.Apply(new FrameworkCommand.Accept(
            framework.Id, CallerOf(framework), [offer.Id.Id], [new OfferOperation.Launch([info])], refuseFor));
        EndOffers(other => other == offer);
        var held = new NaiveAllocator.Holding(offer.Model.Tenant, offer.Model.Role, offer.Model.Host, used);
        _naive.Holdings.Add(held);
        _tasks.Add(new(outcome.Events.OfType<TaskEvent.Launched>().Single().Task, held));
        Refuse(held, offer.Model.Resources - used, refuseFor);
    }

    private void Finish(Player<LaunchedTask, NaiveAllocator.Holding> task)
    {
        var agent = _agents.Single(agent => agent.Id == task.Id.AgentId);
        if (!agent.Model.IsConnected)
            return;
        var status = new TaskStatus(task.Id.Id, TaskState.Finished, StatusSource.Executor);
        _master.Apply(new AgentCommand.ReportUpdate(LinkOf(agent), task.Id.FrameworkId, status, TaskState.Finished));
        EndTasks(other => other == task);
    }

    private void Ask(Player<FrameworkId, NaiveAllocator.Tenant> framework, Verb verb, int which)
    {
        ImmutableArray<RoleName> named = which % 2 == 0 ? [] : [Pick(framework.Model.Roles, which / 2)];
        var meant = named.IsEmpty ? framework.Model.Roles : named;
        if (verb == Verb.Suppress)
        {
            _master.Apply(new FrameworkCommand.Suppress(framework.Id, CallerOf(framework), named));
            framework.Model.Suppressed.UnionWith(meant);
            return;
        }

        _master.Apply(new FrameworkCommand.Revive(framework.Id, CallerOf(framework), named));
        framework.Model.Suppressed.ExceptWith(meant);
        _naive.Filters.RemoveAll(filter => filter.Tenant == framework.Model && meant.Contains(filter.Role));
        _allAreCandidates = true;
    }

    private void Disconnect(Player<FrameworkId, NaiveAllocator.Tenant> framework)
    {
        _master.Apply(new SubscriptionCommand.LoseStream(new(framework.Connection)));
        framework.Model.IsConnected = false;
        Forget(framework);
    }

    private void Resubscribe(Player<FrameworkId, NaiveAllocator.Tenant> framework, ImmutableArray<RoleName> roles)
    {
        framework.Connection = $"{++_streams}";
        framework.Info = framework.Info! with { Roles = roles };
        _master.Apply(new SubscriptionCommand.Subscribe(new(framework.Connection), framework.Info, []) { Constraints = Demand(framework.Model.Rack, roles) });
        Forget(framework);
        framework.Model.IsConnected = true;
        framework.Model.Roles = roles;
        framework.Model.Suppressed.Clear();
        _allAreCandidates = true;
    }

    private void TearDown(Player<FrameworkId, NaiveAllocator.Tenant> framework)
    {
        _master.Apply(new OperatorCommand.TearDownFramework(framework.Id));
        Forget(framework);
        EndTasks(task => task.Model.Tenant == framework.Model);
        _naive.Tenants.Remove(framework.Model);
        _frameworks.Remove(framework);
    }

    private void LoseLink(Player<AgentId, NaiveAllocator.Host> agent)
    {
        _master.Apply(new AgentCommand.LoseLink(LinkOf(agent)));
        agent.Model.IsConnected = false;
        EndOffers(offer => offer.Model.Host == agent.Model);
    }

    private void Return(Player<AgentId, NaiveAllocator.Host> agent)
    {
        agent.Connection = $"{++_links}";
        var tasks = _tasks.Where(task => task.Model.Host == agent.Model).Select(task => task.Id with { State = TaskState.Running });
        var info = An.Agent().Labelled("rack", agent.Model.Rack).Info with { Resources = agent.Model.Total };
        _master.Apply(new AgentCommand.Reregister(LinkOf(agent), agent.Id, info, [.. tasks], []));
        agent.Model.IsConnected = true;
        EndOffers(offer => offer.Model.Host == agent.Model);
        if (!_candidates.Contains(agent.Model))
            _candidates.Add(agent.Model);
    }

    private void Leave(Player<AgentId, NaiveAllocator.Host> agent)
    {
        _master.Apply(new AgentCommand.Leave(LinkOf(agent)));
        EndOffers(offer => offer.Model.Host == agent.Model);
        EndTasks(task => task.Model.Host == agent.Model);
        _naive.Hosts.Remove(agent.Model);
        _candidates.Remove(agent.Model);
        _agents.Remove(agent);
    }

    /// <summary>Which offers a new quota takes back is not the allocation's to decide: the model follows.</summary>
    private void SetQuota(string role, Quota quota)
    {
        var outcome = _master.Apply(new OperatorCommand.UpdateQuota([new(new(role), quota)], Overcommit.Allow));
        if (outcome.Refusal is not null)
            return;
        var ended = outcome.Events.OfType<OfferEvent.Ended>().Select(end => end.Offer.Id).ToHashSet();
        EndOffers(offer => ended.Contains(offer.Id.Id));
        _naive.Quotas[role] = quota;
    }

    private void SetWeight(string role, int weightMilli)
    {
        _master.Apply(new OperatorCommand.UpdateWeights(ImmutableSortedDictionary<RoleName, int>.Empty.Add(new(role), weightMilli)));
        _naive.WeightsMilli[new(role)] = weightMilli;
    }

    private void Compare(IReadOnlyCollection<NaiveAllocator.Holding> expected, IEnumerable<Offer> made)
    {
        var offers = made.ToArray();
        Assert.Equal(
            expected.Select(offer => Text(offer.Host.Name, offer.Tenant.Name, offer.Role, offer.Resources)),
            offers.Select(offer => Text(offer.AgentId.Value, offer.FrameworkId.Value, offer.Role, offer.Resources)));
        _offers.AddRange(offers.Zip(expected, (offer, model) => new Player<Offer, NaiveAllocator.Holding>(offer, model)));
    }

    /// <summary>An offer in words; resources of one name stand in the order in which they became free, which does not matter.</summary>
    private static string Text(string agent, string framework, RoleName role, ResourceSet resources) =>
        $"{agent} → {framework}({role}) {string.Join("; ", resources.Items.Select(item => item.ToString()).Order(StringComparer.Ordinal))}";

    private void Refuse(NaiveAllocator.Holding from, ResourceSet refused, TimeSpan refuseFor)
    {
        if (refuseFor > TimeSpan.Zero && !refused.IsEmpty)
            _naive.Filters.Add(new(from.Tenant, from.Role, from.Host, refused, _master.Now + (refuseFor > Interval ? refuseFor : Interval)));
    }

    private void Forget(Player<FrameworkId, NaiveAllocator.Tenant> framework)
    {
        EndOffers(offer => offer.Model.Tenant == framework.Model);
        _naive.Filters.RemoveAll(filter => filter.Tenant == framework.Model);
    }

    private void EndOffers(Predicate<Player<Offer, NaiveAllocator.Holding>> which)
    {
        foreach (var offer in _offers.FindAll(which))
            _naive.Holdings.Remove(offer.Model);
        _offers.RemoveAll(which);
    }

    private void EndTasks(Predicate<Player<LaunchedTask, NaiveAllocator.Holding>> which)
    {
        foreach (var task in _tasks.FindAll(which))
            _naive.Holdings.Remove(task.Model);
        _tasks.RemoveAll(which);
    }

    private Player<FrameworkId, NaiveAllocator.Tenant> FrameworkOf(FrameworkId id) => _frameworks.Single(framework => framework.Id == id);

    private static IEnumerable<Offer> Made(Outcome outcome) => outcome.Events.OfType<OfferEvent.Made>().Select(made => made.Offer);

    private static Caller CallerOf(Player<FrameworkId, NaiveAllocator.Tenant> framework) => new(new(framework.Connection), null);

    private static LinkId LinkOf(Player<AgentId, NaiveAllocator.Host> agent) => new(long.Parse(agent.Connection));

    private static T? Pick<T>(IReadOnlyList<T> all, int which) => all.Count == 0 ? default : all[which % all.Count];
}

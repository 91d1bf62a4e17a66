using System.Collections.Immutable;
using MesosOperator.Core.Agents;
using MesosOperator.Core.Allocation;
using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Maintenance;
using MesosOperator.Core.Master;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Master.State;
using MesosOperator.Core.Master.Views;
using MesosOperator.Core.Offers;
using MesosOperator.Core.Partitions;
using MesosOperator.Core.Primitives;
using MesosOperator.Core.Resources;
using MesosOperator.Core.Roles;
using MesosOperator.Core.Tasks;
using MesosOperator.TestKit;

namespace MesosOperator.Core.Tests.Master;

/// <summary>
/// A master that is told anything at all, by frameworks and agents that keep no rule but to have connections of their
/// own, and a second state to which only the events are applied.
/// </summary>
internal sealed class RandomMaster
{
    private static readonly string[] Resources =
    [
        "cpus:4;mem:128;disk:9", "cpus:1;mem:32", "cpus:1;cpus(a):2;mem:64", "cpus:2;mem:64;gpus:1", "cpus{REV}:2;mem:64", "mem:0.001",
        "cpus:8796093022.208;mem:8796093022.208", "ports:[1-9];cpus:1;mem:40", "ephemeral_ports:[1-9]", "cpus:0.5;mem:16;zones:{a,b}",
        "cpus:2;mem:64;disk:100", "disk:100;cpus:3;mem:80",
    ];

    private static readonly string[] ForExecutors = ["cpus:0.1;mem:32;disk:1", "cpus:0.1;mem:1", "mem:0.001", "cpus(a):1"];

    private static readonly string[] Reserved = ["disk(+a):64", "cpus(+a):1", "cpus(+a,+a/b):1", "cpus(a,+a/b):1", "cpus(+a):1;mem(+a):32", "cpus(+c@me):0.5", "disk(+a,+c):1"];

    private static readonly string[] Reservable = ["cpus:1", "disk:64", "cpus(a):1"];

    private static readonly string[] Volumes = ["disk(+a)[v]:64", "disk(+a)[w]:32", "disk(+a)[v]:32", "disk(a)[v]:10", "disk(+a)[s]{SHARED}:16"];

    private static readonly string[] Lent = ["", "cpus{REV}:1", "cpus{REV}:3;mem{REV}:32", "cpus(a){REV}:1", "cpus:1"];

    private static readonly string[][] RoleLists = [["*"], ["a"], ["a", "a/b"], ["a/b", "c"], ["a", "a"], ["/"], []];

    private static readonly string[] Hosts = ["host", "host", "other"];

    private static readonly MachineId[] Machines = [new("HOST", ""), new("other", ""), new("other", "127.0.0.1"), new("elsewhere", "127.0.0.1"), new("", "")];

    private static readonly MasterSettings Settings = new()
    {
        MaxCompletedFrameworks = 2,
        MaxUnreachableAgents = 2,
        MaxGoneAgents = 2,
        UnreachableInterval = TimeSpan.FromSeconds(3),
        OfferTimeout = TimeSpan.FromSeconds(40),
        AgentReturnTimeout = TimeSpan.FromSeconds(10),
        RecoveryTimeout = TimeSpan.FromSeconds(20),
    };

    private readonly TestMaster _master = new(Settings);
    private readonly MasterState _replica = new(new("m"), Settings);
    private Prng _prng = new(0);
    private long _links;
    private int _streams;

    public RandomMaster()
    {
        _master.Applied = Follow;
        // The replica begins where the master has passed its first moment.
        _replica.Now = TestMaster.Start;
        foreach (var happened in new MasterCore(new("m"), Settings).Apply(new TimeCommand.Pass(), TestMaster.Start).Events)
        {
            _replica.Evolve(happened);
            Seen.Add(happened.GetType());
        }

        _master.Apply(RestoreCommand.Nothing with
        {
            Frameworks = RestoreCommand.Nothing.Frameworks.Add(new("m-0005"), A.Framework().InRole("a").Info),
            Agents = RestoreCommand.Nothing.Agents.Add(new("m-S5"), An.Agent().Info),
            AgentBooks = RestoreCommand.Nothing.AgentBooks.Add(new("m-S5"), new(1, [new(new("m-0005"), new("t1"), new("a"))], ResourceSet.Empty)),
        });
    }

    /// <summary>The kinds of events that came of it so far.</summary>
    public HashSet<Type> Seen { get; } = [];

    public string View => CanonicalText.Of(_master.Core.View());

    public string ReplicaView => CanonicalText.Of(ViewBuilder.Build(_replica));

    /// <summary>Says one thing, all of which follows from the seed and from what the master has come to.</summary>
    public void Say(ulong seed)
    {
        _prng = new(seed);
        if (_prng.Next(6) == 0)
            _master.Advance(TimeSpan.FromSeconds(_prng.Next(40) / 2.0));
        else
            _master.Apply(Command());
        // To ask why changes nothing.
        if (_prng.Next(5) == 0 && _master.Core.Explain(Framework()) is { } outlook)
            Assert.All(outlook.Roles, role => Assert.Equal(outlook.AgentsLookedAt, role.Verdicts.Values.Sum()));
    }

    private void Follow(Outcome outcome)
    {
        var (refusal, events, effects) = outcome;
        Assert.True(refusal is null || (events.Count == 0 && effects.First.IsEmpty && effects.Afterwards.IsEmpty), "a refusal changes nothing");
        _replica.Now = _master.Now;
        foreach (var happened in events)
        {
            _replica.Evolve(happened);
            Seen.Add(happened.GetType());
        }
    }

    private Command Command() => _prng.Next(16) switch
    {
        0 or 1 => new AgentCommand.Register(NewLink(), AgentInfo()),
        2 or 3 => Reregister(),
        4 => new AgentCommand.LoseLink(Link()),
        5 => new AgentCommand.Leave(Link()),
        6 or 7 => Report(),
        8 => new TimeCommand.Allocate(),
        9 or 10 => Subscribe(),
        11 => _prng.Next(2) == 0 ? new SubscriptionCommand.LoseStream(new($"s{_prng.Next(_streams + 1)}")) : Pass(),
        12 => Operator(),
        _ => Call(Framework()),
    };

    private AgentCommand Pass() => _prng.Next(4) switch
    {
        0 => new AgentCommand.Message(Link(), Framework(), new("e"), Payload.Empty),
        1 => new AgentCommand.ReportRevocable(Link(), ResourceText.Parse(Lent[_prng.Next(Lent.Length)])),
        2 => new AgentCommand.ReportInfo(Link(), AgentInfo()),
        _ => new AgentCommand.ReportExecutorEnd(Link(), Framework(), ExecutorId(), 9),
    };

    private Command Operator() => _prng.Next(12) switch
    {
        9 => new OperatorCommand.UpdateMaintenance([.. Many(_ => new MaintenanceWindow([Machine()], new(_prng.Next(3), null)))]),
        10 when _master.Core.State.Maintenance.Draining.ToArray() is { Length: > 0 } draining => new OperatorCommand.StartMaintenance([Pick(draining)]),
        11 when _prng.Next(8) == 0 => new OperatorCommand.StartMaintenance([.. Many(_ => Machine())]),
        10 or 11 => new OperatorCommand.StopMaintenance([Machine()]),
        7 or 8 => new OperatorCommand.OperateOnAgent(Agent(), OnResources()),
        3 => new OperatorCommand.DeactivateAgent(Agent()),
        4 => new OperatorCommand.ReactivateAgent(Agent()),
        5 => new OperatorCommand.DrainAgent(Agent(), new(_prng.Next(2) == 0 ? null : Refuse(), (AfterDrain)_prng.Next(2))),
        6 => new OperatorCommand.MarkAgentGone(_prng.Next(2) == 0 ? AgentOfOperation() : Agent()),
        0 => new OperatorCommand.TearDownFramework(Framework()),
        1 => new OperatorCommand.UpdateWeights(ImmutableSortedDictionary<RoleName, int>.Empty.Add(new("a"), 1 + _prng.Next(3000))),
        _ => new OperatorCommand.UpdateQuota(
            [new(Role(), new Quota(Some("cpus:2;mem:64", "cpus:1", ""), ResourceLimits.Of(Some("cpus:3", "cpus:2;mem:100", "").Items)))],
            (Overcommit)_prng.Next(2)),
    };

    private Command Call(FrameworkId id)
    {
        if (_prng.Next(4) == 0 && _master.Core.State.Offers.Count > 0)
            id = Pick(_master.Core.State.Offers.Values.ToArray()).FrameworkId;
        var stream = _master.Core.State.Frameworks.Find(id)?.Stream;
        var caller = new Caller(_prng.Next(10) == 0 ? new StreamId("other") : stream, null);
        return _prng.Next(16) switch
        {
            14 => new FrameworkCommand.StateDemand(id, caller, [.. Many(_ => new StatedDemand(
                _prng.Next(2) == 0 ? null : Role(), ResourceText.Parse($"cpus:{_prng.Next(5)};mem:64").Quantities, _prng.Next(4)))]),
            15 => AnswerInverseOffers(id, caller),
            12 => new FrameworkCommand.ReconcileOperations(id, caller, [.. Many(_ => new OperationQuery(new($"op{_prng.Next(3)}"), Agent()))]),
            13 => AcknowledgeOperation(id, caller),
            10 => new FrameworkCommand.Message(id, caller, Agent(), new("e"), Payload.Empty),
            11 when _prng.Next(2) == 0 => new FrameworkCommand.ShutDownExecutor(id, caller, Agent(), ExecutorId()),
            11 => new FrameworkCommand.Update(id, caller, A.Framework().InRole(Pick(RoleLists)).Info with { Id = id }, [.. Many(_ => Role())]),
            0 => new FrameworkCommand.Decline(id, caller, Offers(), Refuse()),
            1 => new FrameworkCommand.Kill(id, caller, Task(), _prng.Next(2) == 0 ? Agent() : null, null),
            2 => new FrameworkCommand.Acknowledge(id, caller, Agent(), Task(), Update()),
            3 => new FrameworkCommand.Reconcile(id, caller, [.. Many(_ => new TaskQuery(Task(), _prng.Next(2) == 0 ? Agent() : null))]),
            4 => new FrameworkCommand.Suppress(id, caller, [.. Many(_ => Role())]),
            5 => new FrameworkCommand.Revive(id, caller, [.. Many(_ => Role())]),
            6 when _prng.Next(3) == 0 => new FrameworkCommand.TearDown(id, caller),
            6 or 7 when _prng.Next(3) == 0 => AcknowledgeOperation(id, caller),
            _ => Accept(id, caller, Offers()),
        };
    }

    /// <summary>Mostly of one that waits for it, if there is any.</summary>
    private FrameworkCommand.AcknowledgeOperation AcknowledgeOperation(FrameworkId id, Caller caller)
    {
        var waiting = _master.Core.State.Frameworks.Values.FirstOrDefault(framework => framework is { Operations.Count: > 0, IsConnected: true });
        if (waiting is null || _prng.Next(4) == 0)
            return new(id, caller, new("op0"), Update());
        var status = Pick(waiting.Operations.Values.ToArray()).Status;
        return new(waiting.Id, new(waiting.Stream, null), status.OperationId, status.UpdateId!.Value);
    }

    /// <summary>Mostly one that was asked, if there is any.</summary>
    private FrameworkCommand.AnswerInverseOffers AnswerInverseOffers(FrameworkId id, Caller caller)
    {
        var answer = (InverseAnswer)_prng.Next(2);
        var asked = _master.Core.State.InverseOffers.Values.ToArray();
        if (asked.Length == 0 || _prng.Next(4) == 0)
            return new(id, caller, Offers(), answer, Refuse());
        var offer = Pick(asked);
        return new(offer.FrameworkId, new(_master.Core.State.Frameworks[offer.FrameworkId].Stream, null), [offer.Id, new("other")], answer, Refuse());
    }

    private FrameworkCommand.Accept Accept(FrameworkId id, Caller caller, ImmutableArray<OfferId> offers)
    {
        var meant = offers.IsEmpty ? null : _master.Core.State.Offers.Find(offers[0]);
        var task = A.Task($"t{_prng.Next(4)}").With("cpus:0.1;mem:1").Info with { AgentId = meant?.AgentId ?? Agent() };
        var operations = Many(_ => Operation()).Concat(meant is null ? [] : Fitting(meant));
        return new(id, caller, offers, [.. operations, Together(task), new OfferOperation.Launch([task with { Executor = _prng.Next(2) == 0 ? null : Executor() }])], Refuse());
    }

    private OfferOperation.LaunchGroup Together(TaskInfo task) => new(
        Executor() with { FrameworkId = null, Resources = ResourceText.Parse(ForExecutors[0]) },
        _prng.Next(2) == 0 ? [] : [.. Many(number => task with { Id = new($"g{number}{_prng.Next(3)}") })]);

    private ExecutorInfo Executor() => new(ExecutorId(), (ExecutorKind)_prng.Next(3), ResourceText.Parse(Pick(ForExecutors)), Payload.Empty)
    {
        FrameworkId = _prng.Next(3) == 0 ? Framework() : null,
    };

    private ExecutorId ExecutorId() => new($"e{_prng.Next(3)}");

    /// <summary>What can be done with the first resource of an offer, if anything.</summary>
    private IEnumerable<OfferOperation> Fitting(Offer offer)
    {
        var (resource, id) = (offer.Resources.Items[_prng.Next(offer.Resources.Items.Length)], _prng.Next(2) == 0 ? (OperationId?)null : new($"op{_prng.Next(3)}"));
        var claimed = resource.With(resource.Traits with
        {
            Reservations = [.. resource.Traits.Reservations, new Reservation(ReservationKind.Dynamic, offer.Role.Value, null, [])],
        });
        var volume = resource.With(resource.Traits with { Volume = new($"v{_prng.Next(2)}", null, Payload.Empty) });
        return resource switch
        {
            { Traits.Volume: not null } => [new ResourceOperation.Destroy(ResourceSet.Of(resource)) { Id = id }],
            { Name: "disk", Traits.ReservedRole: not null } => [new ResourceOperation.Create(ResourceSet.Of(volume)) { Id = id }],
            { Traits.Reservations.IsEmpty: true } => [new ResourceOperation.Reserve(ResourceSet.Of(claimed)) { Id = id }],
            _ => [],
        };
    }

    private OfferOperation Operation() => _prng.Next(5) switch
    {
        0 => new OfferOperation.LaunchGroup(new ExecutorInfo(new("e"), ExecutorKind.Default, Some(), Payload.Empty), [.. Many(_ => TaskInfo())]),
        1 => OnResources() with { Id = _prng.Next(2) == 0 ? null : new($"op{_prng.Next(3)}") },
        _ => new OfferOperation.Launch([.. Many(_ => TaskInfo())]),
    };

    private ResourceOperation OnResources()
    {
        var (all, claimed) = (ResourceText.Parse(Pick(Reservable)), ResourceText.Parse(Pick(Reserved)));
        return _prng.Next(7) switch
        {
            0 => new ResourceOperation.Unreserve(claimed),
            1 => new ResourceOperation.Create(ResourceText.Parse(Pick(Volumes))),
            2 => new ResourceOperation.Destroy(ResourceText.Parse(Pick(Volumes))),
            3 => new ResourceOperation.Grow(ResourceText.Parse(Pick(Volumes)), claimed),
            4 => new ResourceOperation.Shrink(ResourceText.Parse(Pick(Volumes)), new(_prng.Next(70_000))),
            5 when _prng.Next(4) == 0 => new ResourceOperation.Reserve(claimed) { Source = _prng.Next(2) == 0 ? claimed : all },
            _ => new ResourceOperation.Reserve(claimed),
        };
    }

    private AgentCommand.Reregister Reregister()
    {
        var shutDown = _master.Core.State.ShutDownAgents.Select(agent => agent.Key).ToArray();
        var link = shutDown.Length == 0 && _prng.Next(10) == 0 ? Link() : NewLink();
        var tasks = shutDown.Length == 0 && _prng.Next(2) == 0 ? [] : Many(_ => new LaunchedTask(TaskInfo(), Framework(), Role()) { State = State(), ForwardedState = State() });
        var known = _master.Core.State.Agents.Values.SelectMany(agent => agent.Tasks.Values).Where(_ => _prng.Next(3) == 0).Select(task => task with { State = State() });
        var executors = Many(_ => new LaunchedExecutor(Executor(), Framework(), Agent(), Role()))
            .Concat(_master.Core.State.Agents.Values.SelectMany(agent => agent.Executors.Values).Where(_ => _prng.Next(3) > 0));
        var frameworks = Many(_ => A.Framework().InRole(Pick(RoleLists)).Info with { Id = Framework() });
        var id = shutDown.Length > 0 ? Pick(shutDown) : Agent();
        var info = _master.Core.State.Agents.Find(id)?.Info;
        var copies = (_master.Core.State.FindAgent(id)?.GivenUp.Values.ToArray() ?? []).Where(_ => _prng.Next(3) > 0)
            .Select(copy => new LaunchedTask(TaskInfo() with { Id = copy.TaskId }, copy.FrameworkId, copy.Role) { State = State(), ForwardedState = State() });
        var kept = _prng.Next(2) == 0 ? ResourceSet.Empty : ResourceText.Parse(Pick(Reserved));
        return new(link, id, info is null || _prng.Next(3) == 0 ? AgentInfo() : info, [.. tasks, .. known, .. copies], [.. frameworks]) { Kept = kept, Executors = [.. executors] };
    }

    private AgentCommand.ReportUpdate Report()
    {
        var status = new TaskStatus(Task(), State(), (StatusSource)_prng.Next(3)) { UpdateId = _prng.Next(4) == 0 ? null : Update() };
        return new(Link(), Framework(), status, State());
    }

    private SubscriptionCommand.Subscribe Subscribe()
    {
        var info = A.Framework().InRole(Pick(RoleLists)).OutlivedFor(TimeSpan.FromSeconds(_prng.Next(3) * 20)).Able((FrameworkCapabilities)_prng.Next(256)).Info;
        return new(new($"s{++_streams}"), info with { Id = _prng.Next(2) == 0 ? Framework() : null }, [.. Many(_ => Role())]);
    }

    private TaskInfo TaskInfo() => A.Task($"t{_prng.Next(4)}").On(Agent()).Info with
    {
        Resources = Some(),
        OnPartition = _prng.Next(3) == 0 ? new((PartitionAction)_prng.Next(3), TimeSpan.FromSeconds(_prng.Next(20))) : null,
    };

    private AgentInfo AgentInfo() => An.Agent(Pick(Hosts)).Info with
    {
        Resources = Some(),
        Capabilities = (AgentCapabilities)_prng.Next(256),
        Cluster = _prng.Next(3) == 0 ? "c" : null,
        OnPartition = _prng.Next(3) == 0 ? new(PartitionAction.Replace, TimeSpan.FromSeconds(_prng.Next(20))) : null,
        Identity = _prng.Next(6) == 0 ? Pick(["one", "two"]) : null,
    };

    /// <summary>One on which a framework waits for something to be acknowledged, if there is any.</summary>
    private AgentId AgentOfOperation() => _master.Core.State.Frameworks.Values
        .SelectMany(framework => framework.Operations.Values).Select(operation => operation.Status.AgentId).FirstOrDefault() ?? Agent();

    private MachineId Machine() => Pick(Machines);

    private ResourceSet Some() => ResourceText.Parse(Pick(Resources)) + ResourceText.Parse(Pick(Resources));

    private ResourceQuantities Some(params string[] texts) => ResourceText.Parse(Pick(texts)).Quantities;

    private ImmutableArray<OfferId> Offers()
    {
        var known = _master.Core.State.Offers.Values.Select(offer => offer.Id).ToArray();
        if (known.Length > 0 && _prng.Next(2) == 0)
            return [Pick(known)];
        return [.. Many(_ => known.Length > 0 && _prng.Next(5) > 0 ? Pick(known) : new OfferId($"m-O{_prng.Next(20)}"))];
    }

    private FrameworkId Framework()
    {
        var known = _master.Core.State.Frameworks.Values.Select(framework => framework.Id).ToArray();
        return known.Length > 0 && _prng.Next(5) > 0 ? Pick(known) : new($"m-{_prng.Next(6):D4}");
    }

    private LinkId NewLink() => new(++_links);

    private LinkId Link() => new(_prng.Next((int)_links + 1));

    private AgentId Agent() => new($"m-S{_prng.Next(6)}");

    private TaskId Task() => new($"t{_prng.Next(4)}");

    private UpdateId Update() => new((UInt128)_prng.Next(4));

    private RoleName Role() => new(Pick(Pick(RoleLists[..4])));

    private TaskState State() => (TaskState)_prng.Next(Enum.GetValues<TaskState>().Length);

    private TimeSpan Refuse() => TimeSpan.FromSeconds(_prng.Next(3) * 5);

    private IEnumerable<T> Many<T>(Func<int, T> make) => Enumerable.Range(0, _prng.Next(3)).Select(make).ToArray();

    private T Pick<T>(IReadOnlyList<T> all) => all[_prng.Next(all.Count)];
}

using System.Collections.Immutable;
using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Maintenance;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Master.Effects;
using MesosOperator.Core.Offers;
using MesosOperator.Core.Primitives;
using MesosOperator.Core.Resources;
using MesosOperator.Core.Roles;
using MesosOperator.Core.Tasks;
using MesosOperator.TestKit;

namespace MesosOperator.Simulation;

/// <summary>A framework that wants some tasks to run, answers offers, acknowledges, asks again, and at times misbehaves.</summary>
internal sealed class SimFramework(World world, string name, FrameworkInfo info)
{
    private readonly LinkedMap<OfferId, Offer> _offers = new();
    private readonly List<OfferId> _pastOffers = [];
    private readonly LinkedMap<OfferId, AgentId> _asked = new();

    /// <summary>Executors that it has asked for and not heard the end of, with how often they said something.</summary>
    private readonly LinkedMap<(AgentId Agent, ExecutorId Executor), int> _executors = new();

    /// <summary>Tasks that were given up while they were out of reach.</summary>
    private readonly Queue<TaskId> _givenUp = new();

    private readonly bool _masterForgets = world.Swarm.MasterForgets;
    private FrameworkStream? _stream;
    private long _nextTask;

    public string Name { get; } = name;

    public FrameworkInfo Info { get; private set; } = info;

    public FrameworkId? Id => Info.Id;

    public bool IsConnected { get; private set; }

    /// <summary>Whether it has ended itself and will not come back.</summary>
    public bool IsGone { get; private set; }

    /// <summary>How many tasks it wants to have.</summary>
    public int Wanted { get; set; }

    /// <summary>Its tasks as it knows them; those that have ended are forgotten.</summary>
    public LinkedMap<TaskId, TaskState> Tasks { get; } = new();

    /// <summary>Tasks of which it heard from their agents that they have ended.</summary>
    public LinkedMap<TaskId, TaskState> Ended { get; } = new();

    public int OffersHeld => _offers.Count;

    public void Subscribe()
    {
        if (IsGone)
            return;
        IsConnected = false;
        foreach (var (id, _) in _offers.ToArray())
            _offers.Remove(id);
        _asked.Clear();
        if (Id is null)
            _stream?.Break();
        _stream = world.NewStream(this);
        _stream.Subscribe(Info);
    }

    public void Lost(FrameworkStream stream)
    {
        if (_stream != stream)
            return;
        _stream = null;
        IsConnected = false;
        world.Agenda.In(world.UpTo(world.Happens(0.1) ? 120 : 10), () =>
        {
            if (_stream is null)
                Subscribe();
        });
    }

    public void BreakStream() => _stream?.Break();

    public void Failover(ImmutableArray<RoleName> roles)
    {
        Info = Info with { Roles = roles };
        Subscribe();
    }

    public void ChangeRoles(ImmutableArray<RoleName> roles)
    {
        if (!IsConnected)
            return;
        Info = Info with { Roles = roles };
        Call(new FrameworkCommand.Update(Id!.Value, Caller(), Info, []));
    }

    public void TearDown()
    {
        if (!IsConnected)
            return;
        var (call, isLast) = (new FrameworkCommand.TearDown(Id!.Value, Caller()), world.IsSettling);
        world.Agenda.In(world.Latency(), () =>
        {
            if (world.Master.Apply(call) is not null)
                return;
            IsGone = isLast;
            BeginAnew();
        });
    }

    public void Hear(FrameworkStream stream, FrameworkNotice notice)
    {
        if (stream != _stream)
            return;
        switch (notice)
        {
            case FrameworkNotice.Subscribed subscribed:
                Info = Info with { Id = subscribed.FrameworkId };
                IsConnected = true;
                Reconcile([.. Tasks.Select(task => task.Key)]);
                break;
            case OffersMade made:
                foreach (var item in made.Items)
                    Consider(item.Offer);
                break;
            case FrameworkNotice.OfferRescinded rescinded:
                _offers.Remove(rescinded.OfferId);
                break;
            case InverseOffersMade made:
                foreach (var item in made.Items)
                    Answer(item.Offer);
                break;
            case FrameworkNotice.InverseOfferRescinded rescinded:
                _asked.Remove(rescinded.OfferId);
                break;
            case FrameworkNotice.TaskUpdated updated:
                Updated(updated.Status);
                break;
            case FrameworkNotice.OperationUpdated { Status: { UpdateId: { } update } status } when world.IsSettling || !world.Happens(world.Swarm.NoAcknowledgement):
                CallIfConnected(caller => new FrameworkCommand.AcknowledgeOperation(Id!.Value, caller, status.OperationId, update));
                break;
            case FrameworkNotice.ExecutorLost lost:
                _executors.Remove((lost.AgentId, lost.ExecutorId));
                break;
            case FrameworkNotice.MessageArrived said:
                _executors[(said.AgentId, said.ExecutorId)] = _executors.Find((said.AgentId, said.ExecutorId)) + 1;
                break;
            case FrameworkNotice.Failed { Message: "Framework failed over" }:
                break;
            case FrameworkNotice.Failed failed:
                SimulationFailure.Unless(failed.Message is "Framework has been removed", $"framework {Name} hears '{failed.Message}'");
                BeginAnew();
                break;
        }
    }

    public void KillOne()
    {
        if (IsConnected && Tasks.Count > 0)
            Kill(Tasks.Skip(world.Prng.Next(Tasks.Count)).First().Key);
    }

    public void KillAll()
    {
        if (IsConnected)
            foreach (var (task, _) in Tasks)
                Kill(task);
    }

    /// <summary>A framework that has enough and goes on declining keeps others waiting.</summary>
    public void SayWhetherMoreIsWanted()
    {
        if (Tasks.Count < Wanted)
            Revive();
        else
            Suppress();
    }

    public void Suppress() => CallIfConnected(caller => new FrameworkCommand.Suppress(Id!.Value, caller, []));

    public void Revive() => CallIfConnected(caller => new FrameworkCommand.Revive(Id!.Value, caller, []));

    public void Demand() => CallIfConnected(caller => new FrameworkCommand.StateDemand(Id!.Value, caller, world.Prng.Next(3) == 0
        ? []
        : [new(null, ResourceQuantities.Of(new ResourceQuantity("cpus", new(1 + world.Prng.Next(9000)))), 1 + world.Prng.Next(3))]));

    /// <summary>Asks for some tasks, or for all when none is named.</summary>
    public void Reconcile(ImmutableArray<TaskId> tasks) =>
        CallIfConnected(caller => new FrameworkCommand.Reconcile(Id!.Value, caller, [.. tasks.Select(task => new TaskQuery(task, null))]));

    /// <summary>Ends one of its executors, or says something to it.</summary>
    public void CallExecutor()
    {
        if (_executors.Count == 0)
            return;
        var (agent, executor) = _executors.Skip(world.Prng.Next(_executors.Count)).First().Key;
        CallIfConnected(caller => world.Prng.Next(2) == 0
            ? new FrameworkCommand.ShutDownExecutor(Id!.Value, caller, agent, executor)
            : new FrameworkCommand.Message(Id!.Value, caller, agent, executor, Payload.Empty));
    }

    /// <summary>A call that no sane framework makes.</summary>
    public void TalkNonsense() => CallIfConnected(caller =>
    {
        ImmutableArray<OfferId> offers = [.. _pastOffers.TakeLast(1 + world.Prng.Next(3)), .. _offers.Select(offer => offer.Key).Take(world.Prng.Next(2))];
        var task = A.Task($"{Name}-nonsense-{world.Prng.Next(3)}").On(new AgentId($"m0-S{world.Prng.Next(8)}")).With("cpus:1000").Info;
        return world.Prng.Next(4) switch
        {
            0 => new FrameworkCommand.Accept(Id!.Value, caller, offers, [new OfferOperation.Launch([task, task])], TimeSpan.Zero),
            1 => new FrameworkCommand.Decline(Id!.Value, caller, offers, TimeSpan.FromSeconds(5)),
            2 => new FrameworkCommand.Kill(Id!.Value, caller, task.Id, task.AgentId, null),
            _ => new FrameworkCommand.Acknowledge(Id!.Value, caller, task.AgentId, task.Id, world.NewUpdate()),
        };
    });

    private void BeginAnew()
    {
        Info = Info with { Id = null };
        foreach (var (task, _) in Tasks.ToArray())
            Tasks.Remove(task);
        _stream?.Break();
        _stream = null;
        IsConnected = false;
        world.Agenda.In(world.UpTo(10), Subscribe);
    }

    /// <summary>Says sooner or later whether it will leave an agent; until then nobody may ask again.</summary>
    private void Answer(InverseOffer offer)
    {
        SimulationFailure.Unless(!_asked.Any(asked => asked.Value == offer.AgentId), $"framework {Name} is asked to leave {offer.AgentId} twice");
        _asked.Add(offer.Id, offer.AgentId);
        world.Agenda.In(world.IsSettling ? TimeSpan.FromMilliseconds(50) : world.UpTo(20), () =>
        {
            if (!IsConnected || !_asked.Remove(offer.Id))
                return;
            var answer = (InverseAnswer)world.Prng.Next(2);
            CallIfConnected(caller => new FrameworkCommand.AnswerInverseOffers(Id!.Value, caller, [offer.Id, .. _pastOffers.TakeLast(1)], answer, world.UpTo(30)));
        });
    }

    private void Consider(Offer offer)
    {
        _offers.Add(offer.Id, offer);
        _pastOffers.Add(offer.Id);
        var wait = world.IsSettling || world.Happens(0.8) ? TimeSpan.FromMilliseconds(50) : world.UpTo(20);
        world.Agenda.In(wait, () =>
        {
            if (_offers.ContainsKey(offer.Id) && IsConnected)
                Answer(offer);
        });
    }

    private void Answer(Offer offer)
    {
        var missing = Wanted - Tasks.Count;
        if (missing <= 0 || (!world.IsSettling && world.Happens(0.2)))
        {
            GiveBack(offer.Id, RefuseFor());
            return;
        }

        var (launch, tasks) = Launch(offer, Math.Min(missing, 1 + world.Prng.Next(4)));
        if (Call(new FrameworkCommand.Accept(Id!.Value, Caller(), [offer.Id], [.. Operations(offer), launch], RefuseFor())))
        {
            _offers.Remove(offer.Id);
            foreach (var task in tasks)
                Tasks.Add(task.Id, TaskState.Staging);
        }
        else
        {
            GiveBack(offer.Id, TimeSpan.Zero);
        }
    }

    private (OfferOperation Operation, ImmutableArray<TaskInfo> Tasks) Launch(Offer offer, int count)
    {
        if (world.IsSettling || !world.Happens(world.Swarm.Executors) || !offer.Resources.Covers(SimLaunches.Cost))
        {
            var plain = Carve(offer, count);
            return (new OfferOperation.Launch(plain), plain);
        }

        var tasks = Carve(offer with { Resources = offer.Resources - SimLaunches.Cost }, count);
        var operation = world.Prng.Next(2) == 0
            ? SimLaunches.Together(Id!.Value, $"pod-{_nextTask++}", tasks)
            : SimLaunches.OnExecutors(world.Prng, tasks);
        foreach (var executor in SimLaunches.ExecutorsOf(operation))
            _executors[(offer.AgentId, executor)] = 0;
        return (operation, tasks);
    }

    /// <summary>Before the tasks, so that some of them may ask for what is no longer as it was offered.</summary>
    private IEnumerable<OfferOperation> Operations(Offer offer)
    {
        if (world.IsSettling || !world.Happens(world.Swarm.Operation))
            yield break;
        var resource = offer.Resources.Items[world.Prng.Next(offer.Resources.Items.Length)];
        var operation = SimOperations.Create(Info, resource, $"v{world.Prng.Next(3)}")
            ?? (world.Prng.Next(2) == 0 ? SimOperations.Undo(resource) : null)
            ?? SimOperations.Reserve(world.Prng, resource, offer.Role);
        if (operation is not null)
            yield return operation with { Id = world.Prng.Next(2) == 0 ? null : new($"{Name}-operation-{world.Prng.Next(20)}") };
    }

    /// <summary>Declines until the call gets through.</summary>
    private void GiveBack(OfferId offer, TimeSpan refuseFor)
    {
        if (!IsConnected || !_offers.ContainsKey(offer))
            return;
        if (Call(new FrameworkCommand.Decline(Id!.Value, Caller(), [offer], refuseFor)))
            _offers.Remove(offer);
        else
            world.Agenda.In(world.UpTo(3), () => GiveBack(offer, refuseFor));
    }

    private TimeSpan RefuseFor() => world.IsSettling
        ? TimeSpan.FromSeconds(2)
        : world.Prng.Next(3) switch
        {
            0 => TimeSpan.Zero,
            1 => RefuseDuration.Default,
            _ => world.UpTo(100),
        };

    /// <summary>Tasks of random size out of an offer; the last may ask for too much.</summary>
    private ImmutableArray<TaskInfo> Carve(Offer offer, int count) =>
    [
        .. Enumerable.Range(0, count).Select(_ => A.Task(NextId()).On(offer.AgentId).Info with
        {
            OnPartition = world.DrawPolicy(),
            Resources = ResourceSet.Of(offer.Resources.Items.Where(item => item.Kind == ResourceKind.Scalar && !item.Traits.IsRevocable)
                .Select(item => item.Traits.IsShared ? item : Resource.Of(item.Name, new Amount(1 + item.Amount.Milli / (count + world.Prng.Next(3))), item.Traits))),
        }),
    ];

    /// <summary>At times the id of a task that was given up, of which a copy may still be somewhere.</summary>
    private string NextId() => _givenUp.Count > 0 && world.Happens(world.Swarm.SameId) && _givenUp.Dequeue() is var again && !Tasks.ContainsKey(again)
        ? again.Value
        : $"{Name}-{_nextTask++}";

    private void Updated(TaskStatus status)
    {
        if (status.Reason == StatusReason.AgentDisconnected && Tasks.ContainsKey(status.TaskId) && !_givenUp.Contains(status.TaskId))
            _givenUp.Enqueue(status.TaskId);
        SimulationFailure.Unless(
            !Ended.ContainsKey(status.TaskId) || status.State.IsTerminal() || status.State is TaskState.Unknown,
            $"task {status.TaskId} of {Name} has ended as {Ended.Find(status.TaskId)} and is {status.State} again");
        if (status.State is (TaskState.Finished or TaskState.Failed or TaskState.Killed)
            && (status.Source == StatusSource.Executor || !_masterForgets))
            Ended[status.TaskId] = status.State;
        if (status.State.IsTerminal() || status.State == TaskState.Unknown)
            Tasks.Remove(status.TaskId);
        else if (Tasks.ContainsKey(status.TaskId) || status.State == TaskState.Unreachable || Known(status.TaskId))
            Tasks[status.TaskId] = status.State;
        else
            Kill(status.TaskId);
        if (status.UpdateId is { } update && (world.IsSettling || !world.Happens(world.Swarm.NoAcknowledgement)))
            CallIfConnected(caller => new FrameworkCommand.Acknowledge(Id!.Value, caller, status.AgentId!.Value, status.TaskId, update));
    }

    /// <summary>A task that was given up as lost may turn out to run; half of them are welcome.</summary>
    private static bool Known(TaskId task) => task.Value[^1] % 2 == 0;

    private void Kill(TaskId task) => CallIfConnected(caller => new FrameworkCommand.Kill(Id!.Value, caller, task, null, null));

    private Caller Caller() => new(_stream?.Id, null);

    private void CallIfConnected(Func<Caller, FrameworkCommand> call)
    {
        if (IsConnected)
            Call(call(Caller()));
    }

    /// <summary>Whether the call arrives as far as the framework can tell; some that it believes lost arrive all the same.</summary>
    private bool Call(FrameworkCommand call)
    {
        var isLost = world.Happens(world.Swarm.LostCall);
        if (!isLost || world.Happens(0.5))
            world.Agenda.In(world.Latency(), () => world.Master.Apply(call));
        return !isLost;
    }
}

using System.Collections.Immutable;
using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Master;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Master.Effects;
using MesosOperator.Core.Master.Views;
using MesosOperator.Core.Primitives;
using MesosOperator.Core.Roles;
using MesosOperator.Runtime.Storage;

namespace MesosOperator.Simulation;

/// <summary>The real master, in the hands of a loop that applies commands, checks every law and delivers what follows.</summary>
internal sealed class SimMaster(World world)
{
    private readonly LinkedMap<LinkId, AgentLink> _links = new();
    private readonly LinkedMap<StreamId, FrameworkStream> _streams = new();
    private MasterCore _core = Create(world, 0);
    private int _generation;
    private bool _allocationIsPlanned;
    private InMemoryClusterStore _store = new();

    /// <summary>What must be so of tasks that were given up.</summary>
    private readonly SimPartitions _partitions = new();

    public MasterView View() => _core.View();

    public void Start() => PlanPass();

    public void Open(AgentLink link) => _links.Add(link.Id, link);

    public void Open(FrameworkStream stream) => _streams.Add(stream.Id, stream);

    public Refusal? Apply(Command command)
    {
        world.Trace.Add(world.Agenda.Now, ">", command);
        var outcome = _core.Apply(command, world.Agenda.Now);
        foreach (var happened in outcome.Events)
            world.Trace.Add(world.Agenda.Now, "-", happened);
        if (outcome.Refusal is { } refusal)
            world.Trace.Add(world.Agenda.Now, "!", refusal);
        _core.RequireInvariants();
        Require(_store.SaveAsync(outcome.Effects.First, CancellationToken.None));
        foreach (var notify in outcome.Effects.Afterwards)
            Deliver(notify);
        _partitions.Follow(outcome.Events);
        PlanAllocation();
        return outcome.Refusal;
    }

    /// <summary>Another master takes over; it knows at most what was kept, and every connection breaks.</summary>
    public void Change()
    {
        _core = Create(world, ++_generation);
        foreach (var link in _links.Values.ToArray())
            link.Break();
        foreach (var stream in _streams.Values.ToArray())
            stream.Break();
        if (world.Swarm.MasterRemembers)
        {
            Apply(Require(_store.LoadAsync(CancellationToken.None)));
        }
        else
        {
            _store = new();
            _partitions.ForgetAll();
        }

        PlanPass();
    }

    /// <summary>The store is never late.</summary>
    private static T Require<T>(Task<T> done)
    {
        Require((Task)done);
        return done.Result;
    }

    private static void Require(Task done) => SimulationFailure.Unless(done.IsCompletedSuccessfully, "the store has not answered");

    /// <summary>The connection is no more; what the master does not know yet it is told in its own time.</summary>
    public void Forget(AgentLink link) => _links.Remove(link.Id);

    public void Forget(FrameworkStream stream) => _streams.Remove(stream.Id);

    private static MasterCore Create(World world, int generation)
    {
        var weights = new[] { "*", "eng", "eng/dev", "ops" }.Zip(world.Swarm.WeightsMilli);
        return new(new($"m{generation}"), new()
        {
            WeightsMilli = weights.ToImmutableSortedDictionary(pair => new RoleName(pair.First), pair => pair.Second),
            UnreachableInterval = world.Swarm.UnreachableInterval,
            OfferTimeout = world.Swarm.OfferTimeout,
            MaxCompletedFrameworks = 20,
            MaxUnreachableAgents = world.Swarm.MaxUnreachableAgents,
            Order = world.Swarm.Order,
            Seed = (ulong)generation,
        });
    }

    private void Deliver(Notify notify)
    {
        switch (notify)
        {
            case Notify.Agent told:
                _links.Find(told.Link)?.Order(told.Order);
                break;
            case Notify.LinkEnd end:
                _links.Find(end.Link)?.End();
                break;
            case Notify.Framework told:
                if (told.Notice is FrameworkNotice.TaskUpdated updated && _streams.Find(told.Stream)?.FrameworkId is { } id)
                    _partitions.Check(id, updated.Status);
                _streams.Find(told.Stream)?.Tell(told.Notice);
                break;
            case Notify.StreamEnd end:
                _streams.Find(end.Stream)?.End();
                break;
        }
    }

    private void PlanPass()
    {
        var core = _core;
        world.Agenda.At(core.NextDeadline, () =>
        {
            if (_core != core)
                return;
            if (core.NextDeadline <= world.Agenda.Now)
                Apply(new TimeCommand.Pass());
            PlanPass();
        });
    }

    /// <summary>One run at the end of a batch, as the runtime does; a batch lasts some milliseconds.</summary>
    private void PlanAllocation()
    {
        if (_allocationIsPlanned || !_core.AllocationIsDue)
            return;
        _allocationIsPlanned = true;
        world.Agenda.In(TimeSpan.FromMilliseconds(world.Prng.Next(5)), () =>
        {
            _allocationIsPlanned = false;
            if (_core.AllocationIsDue)
                Apply(new TimeCommand.Allocate());
        });
    }
}

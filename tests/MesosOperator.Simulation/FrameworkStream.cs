using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Master.Commands;

namespace MesosOperator.Simulation;

/// <summary>One subscription of a framework: events come down in order until it breaks.</summary>
internal sealed class FrameworkStream(World world, StreamId id, SimFramework framework)
{
    private readonly Channel _up = new(world.Agenda, world.Latency);
    private readonly Channel _down = new(world.Agenda, world.Latency);
    private bool _isBroken;

    public StreamId Id { get; } = id;

    /// <summary>Who it is, as far as it has heard.</summary>
    public FrameworkId? FrameworkId => framework.Id;

    public void Subscribe(FrameworkInfo info) => _up.Send(() => world.Master.Apply(new SubscriptionCommand.Subscribe(Id, info, [])));

    public void Tell(FrameworkNotice notice) => _down.Send(() => framework.Hear(this, notice));

    /// <summary>The master ends it, after what it said before.</summary>
    public void End()
    {
        world.Master.Forget(this);
        _down.Send(() => framework.Lost(this));
    }

    /// <summary>The network or the framework's end breaks it.</summary>
    public void Break()
    {
        if (_isBroken)
            return;
        _isBroken = true;
        _up.Cut();
        _down.Cut();
        world.Master.Forget(this);
        world.Agenda.In(world.UpTo(15), () => world.Master.Apply(new SubscriptionCommand.LoseStream(Id)));
        world.Agenda.In(world.UpTo(15), () => framework.Lost(this));
    }
}

using MesosOperator.Core.Agents;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Master.Commands;

namespace MesosOperator.Simulation;

/// <summary>One connection of an agent. When it breaks, each end learns of it in its own time.</summary>
internal sealed class AgentLink(World world, LinkId id, SimAgent agent)
{
    private readonly Channel _up = new(world.Agenda, world.Latency);
    private readonly Channel _down = new(world.Agenda, world.Latency);
    private bool _isBroken;

    public LinkId Id { get; } = id;

    public void Send(AgentCommand command) => _up.Send(() => world.Master.Apply(command));

    public void Order(AgentOrder order) => _down.Send(() => agent.Obey(this, order));

    /// <summary>The master ends it, after what it said before.</summary>
    public void End()
    {
        _up.Cut();
        world.Master.Forget(this);
        _down.Send(() => agent.Lost(this));
    }

    /// <summary>The agent ends it, after what it said before.</summary>
    public void Close()
    {
        _down.Cut();
        _up.Send(() =>
        {
            world.Master.Forget(this);
            world.Master.Apply(new AgentCommand.LoseLink(Id));
        });
    }

    /// <summary>The network ends it.</summary>
    public void Break()
    {
        if (_isBroken)
            return;
        _isBroken = true;
        _up.Cut();
        _down.Cut();
        world.Master.Forget(this);
        world.Agenda.In(world.UpTo(15), () => world.Master.Apply(new AgentCommand.LoseLink(Id)));
        world.Agenda.In(world.UpTo(15), () => agent.Lost(this));
    }
}

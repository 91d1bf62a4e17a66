using MesosOperator.Core.Identity;

namespace MesosOperator.Core.Master.Events;

/// <summary>What concerns a link and no agent that the master keeps.</summary>
public abstract record LinkEvent(LinkId Link) : MasterEvent
{
    /// <summary>An agent was refused; its link gets the reason and ends.</summary>
    public sealed record AgentRefused(LinkId Link, string Message) : LinkEvent(Link);

    /// <summary>An agent is not the one that it says it is; its link gets the reason and ends, and it may come again.</summary>
    public sealed record AgentTurnedAway(LinkId Link, string Message) : LinkEvent(Link);

    /// <summary>An update of a task that nobody waits for; it is acknowledged in the framework's place, so that the agent stops sending it.</summary>
    public sealed record UpdateUnwanted(LinkId Link, FrameworkId FrameworkId, TaskId TaskId, UpdateId UpdateId) : LinkEvent(Link);
}

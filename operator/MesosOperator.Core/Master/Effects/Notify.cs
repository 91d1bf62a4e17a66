using MesosOperator.Core.Agents;
using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Identity;

namespace MesosOperator.Core.Master.Effects;

/// <summary>Something to tell the world outside, after what it rests on is durable.</summary>
public abstract record Notify
{
    /// <summary>Tell a framework on its stream.</summary>
    public sealed record Framework(StreamId Stream, FrameworkNotice Notice) : Notify;

    /// <summary>End a framework's stream, after what was told before.</summary>
    public sealed record StreamEnd(StreamId Stream) : Notify;

    /// <summary>Give an agent an order on its link.</summary>
    public sealed record Agent(LinkId Link, AgentOrder Order) : Notify;

    /// <summary>End an agent's link, after what was ordered before.</summary>
    public sealed record LinkEnd(LinkId Link) : Notify;
}

using MesosOperator.Protocol.AgentLink;

namespace MesosOperator.AgentRuntime.Link;

/// <summary>Hears what happens on the link, in order: opened, said any number of times, closed, opened again.</summary>
internal interface ILinkListener
{
    /// <summary>A call has begun; the listener says the first message on it.</summary>
    ValueTask OpenedAsync(ILinkSession session);

    /// <summary>The operator said something that is complete in its required fields. Pings are not told.</summary>
    ValueTask SaidAsync(OperatorMessage message);

    /// <summary>The call is over.</summary>
    ValueTask ClosedAsync();
}

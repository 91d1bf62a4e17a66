using MesosOperator.Protocol.AgentLink;

namespace MesosOperator.AgentRuntime.Link;

/// <summary>One connection to the operator, from the agent's side. Calls on a connection that is gone do nothing.</summary>
internal interface ILinkSession
{
    /// <summary>Queues a message. False when the queue is full or closed: the message is lost.</summary>
    bool TrySend(AgentMessage message);

    /// <summary>Drops the connection; the link dials again.</summary>
    void Close(string reason);

    /// <summary>Ends the connection after what is queued has been sent.</summary>
    void Complete();
}

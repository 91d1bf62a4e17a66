using MesosOperator.AgentRuntime.Link;
using MesosOperator.Protocol.AgentLink;

namespace MesosOperator.AgentRuntime.Agents;

/// <summary>Puts what happens on the link into the mailbox.</summary>
internal sealed class LinkInbox(AgentMailbox mailbox) : ILinkListener
{
    public ValueTask OpenedAsync(ILinkSession session) => mailbox.PostAsync(new AgentInput.LinkOpened(session));

    public ValueTask SaidAsync(OperatorMessage message) => mailbox.PostAsync(new AgentInput.OperatorSaid(message));

    public ValueTask ClosedAsync() => mailbox.PostAsync(new AgentInput.LinkClosed());
}

using Google.Protobuf;
using MesosOperator.Core.Agents;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Http.Answers;
using MesosOperator.Protocol.AgentLink;
using MesosOperator.Protocol.Mapping.Links;
using MesosOperator.Runtime.Loop;
using Microsoft.Extensions.Hosting;

namespace MesosOperator.Http.Links;

/// <summary>Registers an agent by the first message of its link.</summary>
internal sealed class AgentGreeter(AgentInstances instances, IMaster master, IHostApplicationLifetime lifetime)
{
    public async Task GreetAsync(AgentSession session, AgentMessage message, string peer)
    {
        var mapped = MessageFromLink.Map(message, session.Id, peer);
        var instance = InstanceOf(message) ?? throw LinkProblem.Of("The first message of a link must be Register or Reregister");
        if (mapped.Command is null)
        {
            session.Order(new AgentOrder.Refuse(mapped.Problem ?? ""));
            session.End();
            return;
        }

        var known = await TakeOverAsync(session, instance);
        if (await master.PostAsync(Recognize(mapped.Command, known)) is not Admission.Accepted and var refused)
            throw LinkProblem.Unavailable(Unavailable.Because(refused));
        // Whoever takes this instance over must find what the master made of it.
        await session.Answered.WaitAsync(lifetime.ApplicationStopping);
    }

    /// <summary>Ends the instance's earlier link, waits until the master knows, and gives back the agent's id if it got one.</summary>
    private async Task<AgentId?> TakeOverAsync(AgentSession session, ByteString instance)
    {
        if (instances.Claim(instance, session) is not { } previous)
            return null;
        previous.Drop("the agent dialled again");
        await previous.Over.WaitAsync(lifetime.ApplicationStopping);
        return session.AgentId = previous.AgentId;
    }

    /// <summary>An agent that never saw its id gets the same again; it was never told to run anything.</summary>
    private static AgentCommand Recognize(AgentCommand command, AgentId? known) => command is AgentCommand.Register register && known is { } id
        ? new AgentCommand.Reregister(register.Link, id, register.Info, [], [])
        : command;

    private static ByteString? InstanceOf(AgentMessage message) => message.MessageCase switch
    {
        AgentMessage.MessageOneofCase.Register => message.Register.Instance,
        AgentMessage.MessageOneofCase.Reregister => message.Reregister.Instance,
        _ => null,
    };
}

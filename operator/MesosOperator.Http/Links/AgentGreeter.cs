using Google.Protobuf;
using Grpc.Core;
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
internal sealed class AgentGreeter(
    AgentInstances instances, AgentHolders holders, LinkGuard guard, RefusalNotes notes, IMaster master, IHostApplicationLifetime lifetime)
{
    /// <summary>How long the process that is connected as an agent has to show that it is alive, when another one comes as the same.</summary>
    public static readonly TimeSpan ProbeLimit = TimeSpan.FromSeconds(5);

    public async Task GreetAsync(AgentSession session, AgentMessage message, LinkCaller caller)
    {
        var mapped = MessageFromLink.Map(message, session.Id, caller.Address);
        var instance = InstanceOf(message) ?? throw LinkProblem.Of("The first message of a link must be Register or Reregister");
        if (mapped.Command is null)
        {
            session.Order(new AgentOrder.Refuse(mapped.Problem ?? ""));
            session.End();
            return;
        }

        guard.HoldToLimits(caller, InfoOf(mapped.Command));
        session.Instance = instance;
        await RefuseCopyAsync(mapped.Command, instance, caller);
        var known = await TakeOverAsync(session, instance);
        if (await master.PostAsync(Recognize(WithIdentity(mapped.Command, caller.Identity), known)) is not Admission.Accepted and var refused)
            throw LinkProblem.Unavailable(Unavailable.Because(refused));
        // Whoever takes this instance over must find what the master made of it.
        await session.Answered.WaitAsync(lifetime.ApplicationStopping);
        holders.Hold(session);
    }

    /// <summary>Of two processes that are one agent the one that is there already stays, as long as it lives.</summary>
    private async Task RefuseCopyAsync(AgentCommand command, ByteString instance, LinkCaller caller)
    {
        var id = (command as AgentCommand.Reregister)?.AgentId;
        foreach (var holder in holders.Of(id, caller.Identity).ToArray())
            if (holder.Instance != instance && await holder.IsAliveAsync(ProbeLimit))
                throw notes.TurnAway(StatusCode.AlreadyExists, new(caller.Address, LinkProblem.Copy(holder)) { Identity = caller.Identity, AgentId = holder.AgentId });
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

    private static AgentCommand WithIdentity(AgentCommand command, string? identity) => command switch
    {
        AgentCommand.Register register => register with { Info = register.Info with { Identity = identity } },
        AgentCommand.Reregister reregister => reregister with { Info = reregister.Info with { Identity = identity } },
        _ => command,
    };

    private static AgentInfo InfoOf(AgentCommand command) => command switch
    {
        AgentCommand.Register register => register.Info,
        AgentCommand.Reregister reregister => reregister.Info,
        _ => throw LinkProblem.Of("The first message of a link must be Register or Reregister"),
    };

    private static ByteString? InstanceOf(AgentMessage message) => message.MessageCase switch
    {
        AgentMessage.MessageOneofCase.Register => message.Register.Instance,
        AgentMessage.MessageOneofCase.Reregister => message.Reregister.Instance,
        _ => null,
    };
}

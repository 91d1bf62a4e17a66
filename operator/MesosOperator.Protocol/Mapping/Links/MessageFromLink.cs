using System.Collections.Immutable;
using Google.Protobuf;
using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Protocol.AgentLink;
using MesosOperator.Protocol.Mapping.Agents;
using MesosOperator.Protocol.Mapping.Frameworks;
using MesosOperator.Protocol.Mapping.Resources;
using MesosOperator.Protocol.Mapping.Tasks;
using MesosOperator.Protocol.Messages;
using Said = MesosOperator.Protocol.AgentLink.AgentMessage.MessageOneofCase;
using Wire = MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Protocol.Mapping.Links;

/// <summary>What agents say on their links, as commands of the core.</summary>
public static class MessageFromLink
{
    /// <summary>
    /// Maps a message other than Pong, which only the link itself cares for. <paramref name="peer"/> is the address
    /// that the agent called from, for agents that name none.
    /// </summary>
    public static MappedMessage Map(AgentMessage message, LinkId link, string peer)
    {
        ArgumentNullException.ThrowIfNull(message);
        MessageCompleteness.DropUnknownEnums(message);
        var missing = MessageCompleteness.MissingFields(message);
        if (missing.Count > 0)
        {
            return new(null, $"Missing required fields: {string.Join(", ", missing)}");
        }

        return message.MessageCase switch
        {
            Said.Register => Register(message.Register, link, peer),
            Said.Reregister => Reregister(message.Reregister, link, peer),
            Said.UpdateStatus => Update(message.UpdateStatus, link),
            Said.ExecutorExited => Fine(new AgentCommand.ReportExecutorEnd(
                link,
                new FrameworkId(message.ExecutorExited.FrameworkId.Value),
                new ExecutorId(message.ExecutorExited.ExecutorId.Value),
                message.ExecutorExited.WaitStatus)),
            Said.FrameworkMessage => Fine(new AgentCommand.Message(
                link,
                new FrameworkId(message.FrameworkMessage.FrameworkId.Value),
                new ExecutorId(message.FrameworkMessage.ExecutorId.Value),
                Payloads.Wrap(message.FrameworkMessage.Data))),
            Said.UpdateInfo => Change(message.UpdateInfo, link, peer),
            Said.LendRevocable => Lend(message.LendRevocable, link),
            Said.Leaving => Fine(new AgentCommand.Leave(link)),
            _ => new(null, "The message says nothing that an operator understands"),
        };
    }

    private static MappedMessage Fine(AgentCommand command) => new(command, null);

    private static MappedMessage Register(AgentMessage.Types.Register register, LinkId link, string peer)
    {
        var agent = AgentFromWire.Map(
            register.Info, register.HasIp ? register.Ip : peer, register.Version, register.Capabilities);
        return agent.Problem is null ? Fine(new AgentCommand.Register(link, agent.Info)) : new(null, agent.Problem);
    }

    private static MappedMessage Reregister(AgentMessage.Types.Reregister register, LinkId link, string peer)
    {
        var agent = AgentFromWire.Map(
            register.Info, register.HasIp ? register.Ip : peer, register.Version, register.Capabilities);
        if (agent.Problem is not null)
        {
            return new(null, agent.Problem);
        }

        var frameworks = register.Frameworks.Select(info => FrameworkFromWire.Map(info).Info).ToImmutableArray();
        var executors = ExecutorsFromLink.Map(register, frameworks);
        var tasks = register.Tasks.Select(task => LaunchedTaskFromWire.Map(task, RolesOf(frameworks, task), executors)).ToArray();
        var kept = ResourcesFromWire.Map(register.KeptResources);
        return (executors.Problem ?? tasks.FirstOrDefault(task => task.Problem is not null)?.Problem ?? kept.Problem) is { } problem
            ? new(null, problem)
            : Fine(new AgentCommand.Reregister(
                link, new AgentId(register.AgentId.Value), agent.Info, [.. tasks.Select(task => task.Task)], frameworks)
            {
                Kept = kept.Resources,
                Executors = executors.All,
            });
    }

    private static MappedMessage Change(AgentMessage.Types.UpdateInfo change, LinkId link, string peer)
    {
        var agent = AgentFromWire.Map(change.Info, change.HasIp ? change.Ip : peer, change.Version, change.Capabilities);
        return agent.Problem is null ? Fine(new AgentCommand.ReportInfo(link, agent.Info)) : new(null, agent.Problem);
    }

    private static MappedMessage Lend(AgentMessage.Types.LendRevocable lent, LinkId link)
    {
        var resources = ResourcesFromWire.Map(lent.Resources);
        return resources.Problem is null ? Fine(new AgentCommand.ReportRevocable(link, resources.Resources)) : new(null, resources.Problem);
    }

    private static MappedMessage Update(AgentMessage.Types.UpdateStatus update, LinkId link) =>
        update.Status.HasUuid && update.Status.Uuid.Length == UpdateId.Bytes
            ? Fine(new AgentCommand.ReportUpdate(
                link,
                new FrameworkId(update.FrameworkId.Value),
                StatusFromWire.Map(update.Status),
                TaskStates.FromWire(update.LatestState)))
            : new(null, "An update must carry a uuid of 16 bytes");

    private static FrameworkInfo? RolesOf(ImmutableArray<FrameworkInfo> frameworks, Wire.Task task) =>
        frameworks.FirstOrDefault(info => info.Id?.Value == task.FrameworkId.Value);
}

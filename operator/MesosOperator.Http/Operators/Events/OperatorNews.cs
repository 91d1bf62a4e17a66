using MesosOperator.Core.Identity;
using MesosOperator.Core.Master.Events;
using MesosOperator.Core.Tasks;
using MesosOperator.Protocol.Mapping.Operators;
using MesosOperator.Protocol.Mesos.V1.Master;

namespace MesosOperator.Http.Operators.Events;

/// <summary>
/// What of the master's events subscribers are told, as a Mesos master chooses it (mesos-wire 5): an agent that is lost is no
/// news, and an update only where the state changed or a check says something. What to tell is worked out by whoever reads it.
/// </summary>
internal sealed class OperatorNews
{
    private readonly Dictionary<FrameworkId, KnownFramework> _frameworks = [];
    private readonly HashSet<AgentId> _agents = [];
    private readonly Dictionary<(FrameworkId, TaskId), TaskState> _changed = [];

    /// <summary>The event to be told, or null.</summary>
    public Func<Event>? Of(MasterEvent happened) => happened switch
    {
        TaskEvent task => OfTask(task),
        FrameworkEvent framework => OfFramework(framework),
        AgentEvent agent => OfAgent(agent),
        _ => null,
    };

    /// <summary>A state and its report come from one command.</summary>
    public void EndOfCommand() => _changed.Clear();

    private Func<Event>? OfTask(TaskEvent happened)
    {
        switch (happened)
        {
            case TaskEvent.Launched { Task: var task }:
                return () => EventsToWire.TaskAdded(task);
            case TaskEvent.Recovered { Task: var task }:
                return () => EventsToWire.TaskAdded(task);
            case TaskEvent.StateChanged changed:
                _changed[(changed.FrameworkId, changed.TaskId)] = changed.State;
                return null;
            case TaskEvent.Updated { FrameworkId: var framework, Status: var status }:
                var isChange = _changed.TryGetValue((framework, status.TaskId), out var state);
                return isChange || status.Reason is StatusReason.TaskCheckStatusUpdated or StatusReason.TaskHealthCheckStatusUpdated
                    ? () => EventsToWire.TaskUpdated(framework, status, isChange ? state : status.State)
                    : null;
            default:
                return null;
        }
    }

    private Func<Event>? OfFramework(FrameworkEvent happened)
    {
        var id = happened.FrameworkId;
        switch (happened)
        {
            case FrameworkEvent.Added added:
                return Known(new(id, added.Info, added.At, null, IsConnected: true) { Constraints = added.Constraints }, EventsToWire.FrameworkAdded);
            case FrameworkEvent.Recovered recovered:
                return Known(new(id, recovered.Info, recovered.At, null, IsConnected: false), EventsToWire.FrameworkAdded);
            case FrameworkEvent.Resubscribed again:
                return Known(_frameworks[id] with { Info = again.Info, ReregisteredAt = again.At, IsConnected = true, Constraints = again.Constraints }, EventsToWire.FrameworkUpdated);
            case FrameworkEvent.Updated updated:
                return Known(_frameworks[id] with { Info = updated.Info, Constraints = updated.Constraints }, EventsToWire.FrameworkUpdated);
            case FrameworkEvent.Disconnected:
                _frameworks[id] = _frameworks[id] with { IsConnected = false };
                return null;
            case FrameworkEvent.Removed when _frameworks.Remove(id, out var gone):
                return () => EventsToWire.FrameworkRemoved(gone);
            default:
                return null;
        }
    }

    private Func<Event> Known(KnownFramework framework, Func<KnownFramework, Event> tell)
    {
        _frameworks[framework.Id] = framework;
        return () => tell(framework);
    }

    private Func<Event>? OfAgent(AgentEvent happened)
    {
        var id = happened.AgentId;
        switch (happened)
        {
            case AgentEvent.Added added:
                _agents.Add(id);
                return () => EventsToWire.AgentAdded(id, added.Info, added.Kept, added.At);
            case AgentEvent.Returned back when _agents.Add(id):
                return () => EventsToWire.AgentAdded(id, back.Info, back.Kept, back.At);
            case AgentEvent.BecameUnreachable or AgentEvent.MarkedGone:
                _agents.Remove(id);
                return null;
            case AgentEvent.Removed or AgentEvent.ShutDown when _agents.Remove(id):
                return () => EventsToWire.AgentRemoved(id);
            default:
                return null;
        }
    }
}

using MesosOperator.Core.Agents;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Master.Views;
using MesosOperator.Core.Primitives;
using MesosOperator.Core.Resources;
using MesosOperator.Core.Tasks;
using MesosOperator.Protocol.Mapping.Tasks;
using MesosOperator.Protocol.Mesos.V1.Master;
using Wire = MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Protocol.Mapping.Operators;

/// <summary>What happens, as events of the operator API.</summary>
public static class EventsToWire
{
    /// <summary>The first event of a stream.</summary>
    public static Event Subscribed(MasterView view, TimeSpan announcedHeartbeat) => new()
    {
        Type = Event.Types.Type.Subscribed,
        Subscribed = new Event.Types.Subscribed { GetState = StateToWire.Map(view), HeartbeatIntervalSeconds = announcedHeartbeat.TotalSeconds },
    };

    /// <summary>A task was accepted, or learned of.</summary>
    public static Event TaskAdded(LaunchedTask task) => new()
    {
        Type = Event.Types.Type.TaskAdded,
        TaskAdded = new Event.Types.TaskAdded { Task = TaskToWire.Map(task) },
    };

    /// <summary>A task has the state, and its framework was told the status.</summary>
    public static Event TaskUpdated(FrameworkId framework, Core.Tasks.TaskStatus status, TaskState state) => new()
    {
        Type = Event.Types.Type.TaskUpdated,
        TaskUpdated = new Event.Types.TaskUpdated
        {
            FrameworkId = new Wire.FrameworkID { Value = framework.Value },
            Status = StatusToWire.Map(status),
            State = TaskStates.ToWire(state),
        },
    };

    /// <summary>A framework came, or is known from before.</summary>
    public static Event FrameworkAdded(KnownFramework framework) => new()
    {
        Type = Event.Types.Type.FrameworkAdded,
        FrameworkAdded = new Event.Types.FrameworkAdded { Framework = FrameworksToWire.Map(framework) },
    };

    /// <summary>A framework came back, or describes itself in another way.</summary>
    public static Event FrameworkUpdated(KnownFramework framework) => new()
    {
        Type = Event.Types.Type.FrameworkUpdated,
        FrameworkUpdated = new Event.Types.FrameworkUpdated { Framework = FrameworksToWire.Map(framework) },
    };

    /// <summary>A framework is gone.</summary>
    public static Event FrameworkRemoved(KnownFramework framework)
    {
        ArgumentNullException.ThrowIfNull(framework);
        return new()
        {
            Type = Event.Types.Type.FrameworkRemoved,
            FrameworkRemoved = new Event.Types.FrameworkRemoved { FrameworkInfo = FrameworksToWire.Info(framework.Id, framework.Info) },
        };
    }

    /// <summary>An agent came, with what it keeps besides its configuration.</summary>
    public static Event AgentAdded(AgentId id, AgentInfo info, ResourceSet kept, Instant at)
    {
        ArgumentNullException.ThrowIfNull(info);
        return new()
        {
            Type = Event.Types.Type.AgentAdded,
            AgentAdded = new Event.Types.AgentAdded
            {
                Agent = AgentsToWire.Joined(id, info, KeptResources.Restore(info.Resources, kept) ?? info.Resources, at),
            },
        };
    }

    /// <summary>An agent left.</summary>
    public static Event AgentRemoved(AgentId id) => new()
    {
        Type = Event.Types.Type.AgentRemoved,
        AgentRemoved = new Event.Types.AgentRemoved { AgentId = new Wire.AgentID { Value = id.Value } },
    };
}

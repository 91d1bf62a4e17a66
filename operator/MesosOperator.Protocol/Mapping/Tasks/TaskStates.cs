using MesosOperator.Core.Tasks;
using Wire = MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Protocol.Mapping.Tasks;

/// <summary>The states of tasks. Both sets are the same; their numbers are not.</summary>
public static class TaskStates
{
    /// <summary>The state of a wire state.</summary>
    public static TaskState FromWire(Wire.TaskState state) => state switch
    {
        Wire.TaskState.TaskStaging => TaskState.Staging,
        Wire.TaskState.TaskStarting => TaskState.Starting,
        Wire.TaskState.TaskRunning => TaskState.Running,
        Wire.TaskState.TaskKilling => TaskState.Killing,
        Wire.TaskState.TaskFinished => TaskState.Finished,
        Wire.TaskState.TaskFailed => TaskState.Failed,
        Wire.TaskState.TaskKilled => TaskState.Killed,
        Wire.TaskState.TaskError => TaskState.Error,
        Wire.TaskState.TaskLost => TaskState.Lost,
        Wire.TaskState.TaskDropped => TaskState.Dropped,
        Wire.TaskState.TaskUnreachable => TaskState.Unreachable,
        Wire.TaskState.TaskGone => TaskState.Gone,
        Wire.TaskState.TaskGoneByOperator => TaskState.GoneByOperator,
        Wire.TaskState.TaskUnknown => TaskState.Unknown,
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "no such state"),
    };

    /// <summary>The wire state of a state.</summary>
    public static Wire.TaskState ToWire(TaskState state) => state switch
    {
        TaskState.Staging => Wire.TaskState.TaskStaging,
        TaskState.Starting => Wire.TaskState.TaskStarting,
        TaskState.Running => Wire.TaskState.TaskRunning,
        TaskState.Killing => Wire.TaskState.TaskKilling,
        TaskState.Finished => Wire.TaskState.TaskFinished,
        TaskState.Failed => Wire.TaskState.TaskFailed,
        TaskState.Killed => Wire.TaskState.TaskKilled,
        TaskState.Error => Wire.TaskState.TaskError,
        TaskState.Lost => Wire.TaskState.TaskLost,
        TaskState.Dropped => Wire.TaskState.TaskDropped,
        TaskState.Unreachable => Wire.TaskState.TaskUnreachable,
        TaskState.Gone => Wire.TaskState.TaskGone,
        TaskState.GoneByOperator => Wire.TaskState.TaskGoneByOperator,
        TaskState.Unknown => Wire.TaskState.TaskUnknown,
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "no such state"),
    };
}

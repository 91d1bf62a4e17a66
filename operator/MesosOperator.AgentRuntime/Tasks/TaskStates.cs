using MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.AgentRuntime.Tasks;

/// <summary>Properties of task states.</summary>
internal static class TaskStates
{
    /// <summary>Whether nothing follows this state. Of these an agent uses FINISHED, FAILED, KILLED, DROPPED and GONE_BY_OPERATOR.</summary>
    public static bool IsTerminal(TaskState state) => state
        is TaskState.TaskFinished or TaskState.TaskFailed or TaskState.TaskKilled or TaskState.TaskError or TaskState.TaskLost
        or TaskState.TaskDropped or TaskState.TaskGone or TaskState.TaskGoneByOperator;
}

using MesosOperator.AgentRuntime.Launching;
using MesosOperator.AgentRuntime.Tasks;
using MesosOperator.Protocol.AgentLink;
using MesosOperator.Protocol.Mesos.V1;
using Reasons = MesosOperator.Protocol.Mesos.V1.TaskStatus.Types.Reason;
using Source = MesosOperator.Protocol.Mesos.V1.TaskStatus.Types.Source;

namespace MesosOperator.AgentRuntime.Executors;

/// <summary>What the agent says about tasks of executors (states, reasons: mesos-semantics 3.8).</summary>
internal static class ExecutorReports
{
    /// <summary>That an executor has ended, told once.</summary>
    /// <param name="framework">Whose it was.</param>
    /// <param name="executor">Which.</param>
    /// <param name="waitStatus">As wait(2) tells it.</param>
    public static AgentMessage Exited(FrameworkID framework, ExecutorID executor, int waitStatus) => new()
    {
        ExecutorExited = new AgentMessage.Types.ExecutorExited { FrameworkId = framework, ExecutorId = executor, WaitStatus = waitStatus },
    };

    /// <summary>The task came when the executor had ended, or was about to.</summary>
    public static TaskReport TooLate() => new(
        TaskState.TaskDropped, Source.Agent, Reasons.ExecutorTerminated, "The executor of the task has ended or is about to");

    /// <summary>The executor is back, and has never heard of the task.</summary>
    public static TaskReport Unheard() => new(
        TaskState.TaskDropped, Source.Agent, Reasons.AgentRestarted, "The executor has not received the task");

    /// <summary>The executor has not subscribed to the agent that was started anew.</summary>
    public static TaskReport NotBack() => new(
        TaskState.TaskFailed, Source.Agent, Reasons.ExecutorReregistrationTimeout, "The executor did not come back in time after the agent was restarted");

    /// <summary>The executor has ended before its task.</summary>
    public static TaskReport Ended(EndCause executor, EndCause task, TaskEnd end) => (executor, task) switch
    {
        (_, EndCause.Drained) => new(TaskState.TaskKilled, Source.Agent, Reasons.AgentDraining, Describe(end)),
        (_, EndCause.DrainedForGood) => new(TaskState.TaskGoneByOperator, Source.Agent, Reasons.AgentDraining, Describe(end)),
        (EndCause.KilledDuringLaunch, _) => TaskReport.KilledDuringLaunch(),
        (EndCause.Killed, _) => new(TaskState.TaskKilled, Source.Agent, Reasons.ExecutorTerminated, Describe(end)),
        (EndCause.Expired, _) => new(
            TaskState.TaskFailed, Source.Agent, Reasons.ExecutorRegistrationTimeout, "The executor did not register in time"),
        _ => new(TaskState.TaskFailed, Source.Agent, Reasons.ExecutorTerminated, Describe(end)),
    };

    /// <summary>What an executor says about a task that is killed because its agent is drained.</summary>
    public static TaskStatus Drained(TaskStatus said, EndCause cause)
    {
        if (cause is not (EndCause.Drained or EndCause.DrainedForGood) || said.State is not (TaskState.TaskKilled or TaskState.TaskKilling))
            return said;
        var status = new TaskStatus(said) { Reason = Reasons.AgentDraining };
        if (cause == EndCause.DrainedForGood && said.State == TaskState.TaskKilled)
            status.State = TaskState.TaskGoneByOperator;
        return status;
    }

    private static string Describe(TaskEnd end) => $"The executor has ended: {end.Description}";
}

namespace MesosOperator.AgentRuntime.Tasks;

/// <summary>The life of a task as a total table: every event in every phase is classified here and nowhere else.</summary>
internal static class TaskTransitions
{
    public static TaskStep Next(TaskPhase phase, TaskEvent happened) => (phase, happened) switch
    {
        (TaskPhase.Launching, TaskEvent.Launched) => To(TaskPhase.Running),
        (TaskPhase.Launching, TaskEvent.LaunchFailed) => To(TaskPhase.Ended),
        (TaskPhase.Launching, TaskEvent.Kill) => To(TaskPhase.Cancelling),

        // Nobody was told that it runs, so nobody waits for it to end gently.
        (TaskPhase.Cancelling, TaskEvent.Launched) => To(TaskPhase.Killing),
        (TaskPhase.Cancelling, TaskEvent.LaunchFailed) => To(TaskPhase.Ended),
        (TaskPhase.Cancelling, TaskEvent.Kill) => Ignore(phase),

        (TaskPhase.Running, TaskEvent.Kill or TaskEvent.Expire) => To(TaskPhase.Terminating),
        (TaskPhase.Running, TaskEvent.Exceed) => To(TaskPhase.Killing),
        (TaskPhase.Running, TaskEvent.Exited) => To(TaskPhase.Ended),

        (TaskPhase.Terminating, TaskEvent.Kill) => new(StepKind.Stay, phase),
        (TaskPhase.Terminating, TaskEvent.Expire) => Ignore(phase),
        (TaskPhase.Terminating, TaskEvent.GraceElapsed or TaskEvent.Exceed) => To(TaskPhase.Killing),
        (TaskPhase.Terminating, TaskEvent.Exited) => To(TaskPhase.Ended),

        (TaskPhase.Killing, TaskEvent.Kill or TaskEvent.Expire or TaskEvent.GraceElapsed or TaskEvent.Exceed) => Ignore(phase),
        (TaskPhase.Killing, TaskEvent.Exited) => To(TaskPhase.Ended),

        (TaskPhase.Ended, TaskEvent.Kill or TaskEvent.Expire or TaskEvent.GraceElapsed or TaskEvent.Exceed) => Ignore(phase),

        _ => new(StepKind.Impossible, phase),
    };

    private static TaskStep To(TaskPhase next) => new(StepKind.Advance, next);

    private static TaskStep Ignore(TaskPhase phase) => new(StepKind.Ignore, phase);
}

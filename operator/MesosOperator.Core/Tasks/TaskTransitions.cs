namespace MesosOperator.Core.Tasks;

/// <summary>The life of a task as a total table: each pair of states is classified.</summary>
public static class TaskTransitions
{
    /// <summary>Whether a task in this state never leaves it and holds no resources.</summary>
    public static bool IsTerminal(this TaskState state) => state switch
    {
        TaskState.Finished or TaskState.Failed or TaskState.Killed or TaskState.Error or TaskState.Lost
            or TaskState.Dropped or TaskState.Gone or TaskState.GoneByOperator => true,
        _ => false,
    };

    /// <summary>Whether an agent can say of a task that it is in this state; the other states are the master's to give.</summary>
    public static bool IsReportable(this TaskState state) => state is not (TaskState.Unreachable or TaskState.Unknown);

    /// <summary>What a report of one state means for a task in another.</summary>
    public static TransitionKind Classify(TaskState from, TaskState to) => (from, to) switch
    {
        (TaskState.Unknown, _) or (_, TaskState.Unknown) => TransitionKind.Refuse,
        _ when from == to => TransitionKind.Repeat,
        _ when from.IsTerminal() => TransitionKind.Refuse,
        _ when to.IsTerminal() => TransitionKind.End,
        (_, TaskState.Unreachable) => TransitionKind.Part,
        (TaskState.Unreachable, _) => TransitionKind.Recover,
        _ => to > from ? TransitionKind.Advance : TransitionKind.Refuse,
    };
}

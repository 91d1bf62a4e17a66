namespace MesosOperator.Core.Tasks;

/// <summary>What a reported state means for a task that is in another one.</summary>
public enum TransitionKind
{
    /// <summary>The task goes on in its life.</summary>
    Advance,

    /// <summary>The task ends and its resources are free.</summary>
    End,

    /// <summary>The task's agent went out of reach.</summary>
    Part,

    /// <summary>The task's agent came back and the task with it.</summary>
    Recover,

    /// <summary>The same state again, with other details.</summary>
    Repeat,

    /// <summary>Not a change that can happen; the state stays.</summary>
    Refuse,
}

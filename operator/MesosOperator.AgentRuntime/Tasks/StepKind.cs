namespace MesosOperator.AgentRuntime.Tasks;

/// <summary>What an event means in a phase.</summary>
internal enum StepKind
{
    /// <summary>The task goes on to another phase.</summary>
    Advance,

    /// <summary>The task stays where it is, and the event counts (a shorter grace period).</summary>
    Stay,

    /// <summary>The event comes too late to matter.</summary>
    Ignore,

    /// <summary>The event cannot happen here: a fault of ours.</summary>
    Impossible,
}

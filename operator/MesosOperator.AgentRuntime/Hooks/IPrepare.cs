namespace MesosOperator.AgentRuntime.Hooks;

/// <summary>
/// Prepares one aspect of a task before its process starts. Hooks run one after the other in the order listed;
/// the first problem ends the launch. Several tasks are prepared at the same time.
/// </summary>
internal interface IPrepare
{
    /// <summary>Returns what is wrong, for the framework to read, or null.</summary>
    ValueTask<string?> PrepareAsync(TaskDraft draft, CancellationToken stop);
}

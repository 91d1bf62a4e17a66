using MesosOperator.Core.Tasks;

namespace MesosOperator.Core.Invariants;

/// <summary>A task that has ended never lives again.</summary>
public static class TerminalTasksStayTerminal
{
    /// <summary>What breaks the law, or null.</summary>
    public static string? Violation(LaunchedTask before, TaskState after) => before.State.IsTerminal() && after != before.State
        ? $"task {before.Id} ended as {before.State} and would become {after}"
        : null;
}

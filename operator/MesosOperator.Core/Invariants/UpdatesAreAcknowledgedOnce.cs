using MesosOperator.Core.Identity;
using MesosOperator.Core.Tasks;

namespace MesosOperator.Core.Invariants;

/// <summary>An acknowledgement completes a task only for the update that waits for it, and so at most once.</summary>
public static class UpdatesAreAcknowledgedOnce
{
    /// <summary>What breaks the law, or null.</summary>
    public static string? Violation(LaunchedTask acknowledgedBefore, LaunchedTask after, UpdateId update) =>
        acknowledgedBefore.UnacknowledgedUpdate == update && after.UnacknowledgedUpdate == update
            ? $"update {update} of task {after.Id} was acknowledged and still waits"
            : null;
}

using MesosOperator.Core.Identity;
using MesosOperator.Core.Tasks;

namespace MesosOperator.Core.Invariants;

/// <summary>What was acknowledged no longer waits, so that nobody acknowledges it again.</summary>
public static class UpdatesAreAcknowledgedOnce
{
    /// <summary>What breaks the law, or null.</summary>
    public static string? Violation(LaunchedTask acknowledged, UpdateId update) => acknowledged.UnacknowledgedUpdate == update
        ? $"update {update} of task {acknowledged.Id} was acknowledged and still waits"
        : null;
}

using MesosOperator.Crds.Schema;

namespace MesosOperator.Crds.Offers;

/// <summary>Starts tasks, each for itself: one that is invalid does not keep the others from starting.</summary>
public sealed record LaunchOperation
{
    /// <summary>The tasks.</summary>
    [Required, Bounds(1, 64), Unique("id")]
    public IReadOnlyList<TaskToLaunch> Tasks { get; init; } = [];
}

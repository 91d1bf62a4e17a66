using MesosOperator.Core.Identity;
using MesosOperator.Core.Resources;
using MesosOperator.Core.Roles;

namespace MesosOperator.Core.Partitions;

/// <summary>
/// A copy of a task that its framework was told is gone while its agent was away. It may still be there: then it is killed,
/// and whatever is heard of it is told to nobody. Immutable.
/// </summary>
public sealed record GivenUpTask(FrameworkId FrameworkId, TaskId TaskId, RoleName Role)
{
    /// <summary>How many of one agent are remembered; the oldest make room.</summary>
    public const int MaxPerAgent = 1024;

    /// <summary>What it uses, from when its agent says that it runs until it has ended.</summary>
    public ResourceSet Held { get; init; } = ResourceSet.Empty;

    /// <summary>Whether its agent has said that it has ended; it may say so again.</summary>
    public bool HasEnded { get; init; }
}

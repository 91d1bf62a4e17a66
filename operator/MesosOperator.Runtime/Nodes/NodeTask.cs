using MesosOperator.Core.Identity;

namespace MesosOperator.Runtime.Nodes;

/// <summary>A task of a node.</summary>
/// <param name="FrameworkId">Whose it is.</param>
/// <param name="ExecutorId">The executor: that of its group, or one that carries the task's own id.</param>
/// <param name="Id">Its id.</param>
/// <param name="Run">What tells this run of the executor from others: the uid of its Pod.</param>
/// <param name="Container">The name of its container within the run.</param>
public sealed record NodeTask(FrameworkId FrameworkId, ExecutorId ExecutorId, TaskId Id, string Run, string Container)
{
    /// <summary>Whether it may share its run with others.</summary>
    public bool IsOfGroup { get; init; }

    /// <summary>The Pod, as its cluster calls it.</summary>
    public string Pod { get; init; } = "";

    /// <summary>The id of its container: a task of a group is nested in that of its executor.</summary>
    public string ContainerId => IsOfGroup ? $"{Run}.{Container}" : Run;
}

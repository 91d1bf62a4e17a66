using MesosOperator.Crds.Schema;

namespace MesosOperator.Crds.Clusters;

/// <summary>How a cluster is emptied when it leaves: frameworks are asked, then tasks are killed.</summary>
public sealed record ClusterLeaving
{
    /// <summary>How long frameworks have to leave by themselves once they were asked to.</summary>
    [Bounds(0, 86400)]
    public int NoticeSeconds { get; init; } = 30;

    /// <summary>How long tasks may then take to end, whatever they said when they were launched.</summary>
    [Bounds(0, 86400)]
    public int MaxGraceSeconds { get; init; } = 300;
}

namespace MesosOperator.Runtime.Nodes;

/// <summary>The closed set of reasons for which a cluster does not show what is asked.</summary>
public enum NodeWindowProblem
{
    /// <summary>The cluster, or the node, cannot be reached now.</summary>
    Away,

    /// <summary>The cluster does not let the operator do that.</summary>
    Forbidden,

    /// <summary>There is no such task any more, or its container has not begun.</summary>
    NotFound,

    /// <summary>The cluster refuses, as when the container has no such program.</summary>
    Refused,
}

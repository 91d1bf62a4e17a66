namespace MesosOperator.Kubernetes.Members.Pods;

/// <summary>Why the operator ends a Pod. Written on it before, so that whoever leads next tells the same.</summary>
internal enum PodEnding
{
    /// <summary>Its framework wants it.</summary>
    Killed,

    /// <summary>One of its tasks failed.</summary>
    Failed,

    /// <summary>It has not begun in time.</summary>
    Late,

    /// <summary>Its agent is drained.</summary>
    Drained,

    /// <summary>Its agent is drained for good, and the framework can tell that.</summary>
    Gone,

    /// <summary>Its framework is gone, or nobody knows it: nobody is told.</summary>
    Unwanted,
}

namespace MesosOperator.Runtime.Nodes;

/// <summary>Up to where a log is wanted.</summary>
public enum NodeLogExtent
{
    /// <summary>What there is now.</summary>
    UntilNow,

    /// <summary>That, and what is added until the task has ended.</summary>
    UntilItEnds,

    /// <summary>Only what is added from now on, until the task has ended.</summary>
    FromNow,
}

namespace MesosOperator.Kubernetes.Members;

/// <summary>How far a node is with the master.</summary>
internal enum NodeLinkPhase
{
    /// <summary>It has no link.</summary>
    Apart,

    /// <summary>It has asked to be registered.</summary>
    Joining,

    /// <summary>It is registered.</summary>
    Joined,

    /// <summary>The master does not want it: it was marked gone, say.</summary>
    Refused,
}

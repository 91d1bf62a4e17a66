namespace MesosOperator.Crds.Clusters;

/// <summary>What may be done with tasks that cannot be reached.</summary>
public enum DisconnectAction
{
    /// <summary>Nothing: they are unreachable, and run again when the cluster is back.</summary>
    Keep,

    /// <summary>They count as gone, so that their framework can start others; a copy that comes back is killed.</summary>
    Replace,

    /// <summary>The same, and a cluster that loses one of their nodes ends them there as soon as it can.</summary>
    Kill,
}

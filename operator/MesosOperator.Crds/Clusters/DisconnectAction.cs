namespace MesosOperator.Crds.Clusters;

/// <summary>What may be done with tasks that cannot be reached.</summary>
public enum DisconnectAction
{
    /// <summary>Nothing: they are unreachable, and run again when the cluster is back.</summary>
    Keep,

    /// <summary>They count as gone, so that their framework can start others; if they come back they are killed.</summary>
    Replace,

    /// <summary>They end by themselves, and count as gone.</summary>
    Kill,
}

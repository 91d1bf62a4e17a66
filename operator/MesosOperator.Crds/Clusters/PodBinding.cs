namespace MesosOperator.Crds.Clusters;

/// <summary>Who puts a Pod on its node.</summary>
public enum PodBinding
{
    /// <summary>The operator itself: the Pod names its node.</summary>
    Direct,

    /// <summary>The cluster's scheduler: the Pod is bound to its node by affinity.</summary>
    Scheduler,
}

namespace MesosOperator.Crds.Clusters;

/// <summary>What a taint does.</summary>
public enum TaintEffect
{
    /// <summary>Keeps Pods away.</summary>
    NoSchedule,

    /// <summary>Keeps Pods away where it can.</summary>
    PreferNoSchedule,

    /// <summary>Keeps Pods away and ends those that are there.</summary>
    NoExecute,
}

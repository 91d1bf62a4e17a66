namespace MesosOperator.Crds.Schema;

/// <summary>Where a resource lives.</summary>
public enum ResourceScope
{
    /// <summary>In a namespace.</summary>
    Namespaced,

    /// <summary>In the cluster as a whole.</summary>
    Cluster,
}

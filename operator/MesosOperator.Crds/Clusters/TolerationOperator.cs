namespace MesosOperator.Crds.Clusters;

/// <summary>How the value of a taint is compared.</summary>
public enum TolerationOperator
{
    /// <summary>It is equal.</summary>
    Equal,

    /// <summary>It does not matter.</summary>
    Exists,
}

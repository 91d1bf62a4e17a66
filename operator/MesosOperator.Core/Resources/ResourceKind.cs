namespace MesosOperator.Core.Resources;

/// <summary>How a resource is counted.</summary>
public enum ResourceKind
{
    /// <summary>An amount.</summary>
    Scalar,

    /// <summary>Inclusive ranges of numbers.</summary>
    Ranges,

    /// <summary>Named items.</summary>
    Set,
}

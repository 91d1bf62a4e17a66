namespace MesosOperator.Crds;

/// <summary>Whether a condition holds.</summary>
public enum ConditionStatus
{
    /// <summary>It does.</summary>
    True,

    /// <summary>It does not.</summary>
    False,

    /// <summary>Nobody can tell.</summary>
    Unknown,
}

namespace MesosOperator.Core.Provisioning;

/// <summary>Which machines of a pool go.</summary>
public enum ScaleDownTrigger
{
    /// <summary>Those that run nothing.</summary>
    Empty,

    /// <summary>Those too whose tasks would fit elsewhere.</summary>
    Underused,

    /// <summary>None.</summary>
    Never,
}

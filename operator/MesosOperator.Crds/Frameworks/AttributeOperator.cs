namespace MesosOperator.Crds.Frameworks;

/// <summary>What may have to hold of an attribute. All but the first two hold of values that are no text, too.</summary>
public enum AttributeOperator
{
    /// <summary>It is there.</summary>
    Exists,

    /// <summary>It is not there.</summary>
    NotExists,

    /// <summary>It is there and equal.</summary>
    Equals,

    /// <summary>It is not there, or different.</summary>
    NotEquals,

    /// <summary>It is there and the expression matches all of it.</summary>
    Matches,

    /// <summary>It is not there, or the expression does not match all of it.</summary>
    NotMatches,
}

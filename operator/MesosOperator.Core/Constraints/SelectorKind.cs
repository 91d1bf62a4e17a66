namespace MesosOperator.Core.Constraints;

/// <summary>What of an agent a constraint looks at.</summary>
public enum SelectorKind
{
    /// <summary>The first of its attributes that has a name.</summary>
    Attribute,

    /// <summary>Its host's name.</summary>
    Hostname,

    /// <summary>Its region.</summary>
    Region,

    /// <summary>Its zone.</summary>
    Zone,
}

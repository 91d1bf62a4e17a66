namespace MesosOperator.Core.Constraints;

/// <summary>What a constraint demands of what it looks at (semantics 3.6).</summary>
public enum PredicateKind
{
    /// <summary>There is such an attribute.</summary>
    Exists,

    /// <summary>There is none.</summary>
    NotExists,

    /// <summary>It is this text.</summary>
    TextEquals,

    /// <summary>It is not this text, or not there.</summary>
    TextNotEquals,

    /// <summary>All of it matches a pattern.</summary>
    TextMatches,

    /// <summary>Not all of it matches a pattern, or it is not there.</summary>
    TextNotMatches,
}

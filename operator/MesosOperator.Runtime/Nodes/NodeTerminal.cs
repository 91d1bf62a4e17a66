namespace MesosOperator.Runtime.Nodes;

/// <summary>Whether a program has a terminal.</summary>
public enum NodeTerminal
{
    /// <summary>Its streams are three.</summary>
    None,

    /// <summary>Its streams are one terminal.</summary>
    Wanted,
}

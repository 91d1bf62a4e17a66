namespace MesosOperator.Runtime.Nodes;

/// <summary>Where a program says something.</summary>
public enum NodeStream
{
    /// <summary>Its output, or its terminal.</summary>
    Output,

    /// <summary>Its errors.</summary>
    Errors,
}

namespace MesosOperator.Runtime.Nodes;

/// <summary>A cluster did not show, or do, what was asked; it says why.</summary>
public sealed class NodeWindowException(NodeWindowProblem problem, string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>Of which kind it is.</summary>
    public NodeWindowProblem Problem => problem;
}

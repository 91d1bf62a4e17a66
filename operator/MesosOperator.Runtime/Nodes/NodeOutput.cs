namespace MesosOperator.Runtime.Nodes;

/// <summary>Something that a program said.</summary>
/// <param name="Length">How much of the caller's buffer it takes.</param>
/// <param name="Stream">Where the program said it.</param>
public readonly record struct NodeOutput(int Length, NodeStream Stream);

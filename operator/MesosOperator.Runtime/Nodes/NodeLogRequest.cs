namespace MesosOperator.Runtime.Nodes;

/// <summary>How much of a task's log is wanted.</summary>
/// <param name="Extent">Up to where.</param>
/// <param name="BytesMax">No more than that from the beginning on; null: all.</param>
public readonly record struct NodeLogRequest(NodeLogExtent Extent, long? BytesMax = null);

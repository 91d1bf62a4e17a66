namespace MesosOperator.Crds.Clusters;

/// <summary>The cluster that the operator runs in. There is nothing to say about it.</summary>
public sealed record ClusterInside;

using MesosOperator.Crds.Clusters;

namespace MesosOperator.Kubernetes.Members.Pods;

/// <summary>How Pods of a cluster are made.</summary>
/// <param name="Cluster">The object of the cluster.</param>
/// <param name="Tasks">What its owner says of tasks.</param>
internal sealed record PodSettings(string Cluster, ClusterTasks Tasks);

using MesosOperator.Core.Partitions;
using MesosOperator.Crds.Clusters;

namespace MesosOperator.Kubernetes.Members.Pods;

/// <summary>How Pods of a cluster are made.</summary>
/// <param name="Cluster">The object of the cluster.</param>
/// <param name="Tasks">What its owner says of tasks.</param>
/// <param name="OnPartition">What becomes of tasks out of reach that do not say it, nor their framework; null where they are kept.</param>
internal sealed record PodSettings(string Cluster, ClusterTasks Tasks, PartitionPolicy? OnPartition = null);

namespace MesosOperator.TestKit.Kubernetes.Servers;

/// <summary>What of this machine a node may give to Pods; less where the machine has less.</summary>
public sealed record NodeSize(int Cpus, int Mebibytes);

namespace MesosOperator.TestKit.Kubernetes.Servers;

/// <summary>What of this machine a node may give to Pods, beside 4 GiB of its disk.</summary>
public sealed record NodeSize(int Cpus, int Mebibytes);

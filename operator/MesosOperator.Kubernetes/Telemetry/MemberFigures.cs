namespace MesosOperator.Kubernetes.Telemetry;

/// <summary>What a member cluster is like at a moment.</summary>
/// <param name="IsConnected">Whether it answers.</param>
/// <param name="Age">How many seconds old what is known of it is.</param>
/// <param name="QueueDepth">How many of its nodes and Pods wait or are worked on.</param>
internal readonly record struct MemberFigures(bool IsConnected, double Age, int QueueDepth);

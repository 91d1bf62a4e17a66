namespace MesosOperator.TestKit.Kubernetes.Servers;

/// <summary>How a run of kubectl ended, and what it wrote.</summary>
public sealed record KubectlResult(int ExitCode, string Output, string Errors);

namespace MesosOperator.TestKit.Kubernetes.Servers;

/// <summary>How a run of kubectl ended, and what it wrote.</summary>
public sealed record KubectlResult(int ExitCode, string Output, string Errors)
{
    /// <summary>The output; fails with what it complained of when the run failed.</summary>
    public string Succeeded => ExitCode == 0 ? Output : throw new InvalidOperationException($"kubectl ended with {ExitCode}: {Errors}");
}

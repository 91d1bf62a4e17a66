namespace MesosOperator.Kubernetes.Leadership;

/// <summary>Which lease the processes of one operator compete for, and how patiently.</summary>
internal sealed record LeaderElectionOptions(string Namespace, string LeaseName)
{
    /// <summary>The name of the lease, when nobody names another.</summary>
    public const string DefaultLease = "mesos-operator";

    /// <summary>Who this process is; no other may ever have the same, not even after a restart.</summary>
    public required string Identity { get; init; }

    /// <summary>Where clients reach this process when it leads; empty: nowhere.</summary>
    public string Address { get; init; } = "";

    /// <summary>How long others wait after the last renewal that they saw.</summary>
    public TimeSpan LeaseDuration { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a leader that cannot renew goes on.</summary>
    public TimeSpan RenewDeadline { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often the lease is looked at and renewed, at most.</summary>
    public TimeSpan RetryPeriod { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Everything that is wrong with these options, in words.</summary>
    public IEnumerable<string> Problems()
    {
        if (Identity.Length == 0)
            yield return "The identity is empty.";
        if (LeaseDuration <= RenewDeadline)
            yield return "The lease must last longer than the renew deadline, or two processes could lead at once.";
        if (RenewDeadline <= RetryPeriod)
            yield return "The renew deadline must be longer than the retry period, or every leader gives up at once.";
        if (RetryPeriod <= TimeSpan.Zero || LeaseDuration < TimeSpan.FromSeconds(1))
            yield return "The retry period must be positive and the lease last a second or more.";
    }
}

namespace MesosOperator.Kubernetes.Composition;

/// <summary>How it is decided whether a process leads.</summary>
public enum LeadElection
{
    /// <summary>By a Lease that several processes compete for.</summary>
    ByLease,

    /// <summary>Not at all: the process knows that it is the only one on its API server.</summary>
    Sole,
}

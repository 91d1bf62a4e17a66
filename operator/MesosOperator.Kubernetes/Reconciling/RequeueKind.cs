namespace MesosOperator.Kubernetes.Reconciling;

/// <summary>What is to become of a key after a reconciliation, from what matters least to what matters most.</summary>
internal enum RequeueKind
{
    /// <summary>Nothing until its object changes.</summary>
    Never,

    /// <summary>Look again after a while.</summary>
    After,

    /// <summary>Look again at once: more is known to be left to do.</summary>
    Now,

    /// <summary>Failed, and would fail again: nothing until the object changes or is resynced.</summary>
    Permanent,

    /// <summary>Lost against another writer: read again and retry, with back-off.</summary>
    Conflict,

    /// <summary>Failed, and may succeed later: retry with back-off.</summary>
    Transient,

    /// <summary>Told to come back later: retry then.</summary>
    Throttled,
}

namespace MesosOperator.Kubernetes.Reconciling.Informers;

/// <summary>What became of an object.</summary>
internal enum ChangeKind
{
    /// <summary>It is new here.</summary>
    Added,

    /// <summary>It is not what it was.</summary>
    Updated,

    /// <summary>It is gone; this was its last state.</summary>
    Deleted,

    /// <summary>It went while nobody watched; this is the last state that was seen, not the last it had.</summary>
    DeletedUnseen,

    /// <summary>Nothing happened; a reminder, for whoever may have missed something.</summary>
    Resynced,
}

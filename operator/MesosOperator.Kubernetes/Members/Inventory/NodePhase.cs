namespace MesosOperator.Kubernetes.Members.Inventory;

/// <summary>What may be done with a node.</summary>
internal enum NodePhase
{
    /// <summary>Tasks may be placed on it.</summary>
    Usable,

    /// <summary>What runs there goes on, and nothing more is placed on it: it is cordoned or has a taint.</summary>
    Closed,

    /// <summary>Nothing is heard of it.</summary>
    Silent,
}

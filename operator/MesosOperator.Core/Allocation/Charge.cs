namespace MesosOperator.Core.Allocation;

/// <summary>What somebody is given resources for.</summary>
public enum Charge
{
    /// <summary>An offer: one more allocation, which lets others go first among equal shares (semantics 3.3).</summary>
    Offer,

    /// <summary>A task, whose resources were counted as allocated when they were offered.</summary>
    Task,
}

namespace MesosOperator.Core.Allocation;

/// <summary>Who is served first, among roles and among the frameworks of a role.</summary>
public enum AllocationOrder
{
    /// <summary>Who has the smallest dominant share for its weight (semantics 3.3).</summary>
    FairShare,

    /// <summary>Whoever is drawn, with chances after the weights, anew each time.</summary>
    Random,
}

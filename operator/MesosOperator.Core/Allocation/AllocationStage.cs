namespace MesosOperator.Core.Allocation;

/// <summary>The two passes of a run over the agents (semantics 3.2).</summary>
public enum AllocationStage
{
    /// <summary>Roles whose guarantees are not met are served first.</summary>
    Guarantees,

    /// <summary>What may still be given goes to everybody by fair share.</summary>
    FairShare,
}

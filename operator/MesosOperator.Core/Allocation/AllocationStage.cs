namespace MesosOperator.Core.Allocation;

/// <summary>The passes of a run over the agents (semantics 3.2).</summary>
public enum AllocationStage
{
    /// <summary>Roles whose guarantees are not met are served first.</summary>
    Guarantees,

    /// <summary>
    /// By fair share as below, but past those who said what they need and could not use what is offered: so agents go first
    /// to whom they suit. Only where somebody said so.
    /// </summary>
    Demand,

    /// <summary>What may still be given goes to everybody by fair share.</summary>
    FairShare,
}

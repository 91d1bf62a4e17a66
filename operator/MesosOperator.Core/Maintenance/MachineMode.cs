namespace MesosOperator.Core.Maintenance;

/// <summary>What may be done with a machine (semantics 3.13).</summary>
public enum MachineMode
{
    /// <summary>It is in use.</summary>
    Up,

    /// <summary>It is in use, and whoever uses it is told when it will be unavailable.</summary>
    Draining,

    /// <summary>It is under maintenance: its agents are refused.</summary>
    Down,
}

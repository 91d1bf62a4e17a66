namespace MesosOperator.Runtime.Ports;

/// <summary>What this process is in the election of a leader.</summary>
public enum LeadershipState
{
    /// <summary>Another leads, or nobody does yet; this process would.</summary>
    Standby,

    /// <summary>This process leads.</summary>
    Leading,

    /// <summary>This process has given up the lead, or the wish for it, for good.</summary>
    Stopped,
}

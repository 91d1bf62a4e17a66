namespace MesosOperator.Runtime.Loop;

/// <summary>How far a process has come on its way to be the master.</summary>
public enum MasterPhase
{
    /// <summary>Another leads, or nobody does yet.</summary>
    Standby,

    /// <summary>This process leads and reads what is durable.</summary>
    Recovering,

    /// <summary>Commands are taken.</summary>
    Serving,

    /// <summary>Nothing is taken any more.</summary>
    Stopped,
}

namespace MesosOperator.Runtime.Loop;

/// <summary>Whether the master takes a command.</summary>
public enum Admission
{
    /// <summary>It will be applied.</summary>
    Accepted,

    /// <summary>Too many commands wait; nothing happened, and it may be tried again (503).</summary>
    Busy,

    /// <summary>This process does not lead; nothing happened, and the leader is to be asked (307 or 503).</summary>
    Standby,

    /// <summary>The master still reads what it must know; nothing happened, and it may be tried again (503).</summary>
    Recovering,

    /// <summary>The master stops; nothing happened (503).</summary>
    Stopping,
}

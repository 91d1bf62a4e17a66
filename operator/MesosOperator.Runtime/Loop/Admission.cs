namespace MesosOperator.Runtime.Loop;

/// <summary>Whether the master takes a command.</summary>
public enum Admission
{
    /// <summary>It will be applied.</summary>
    Accepted,

    /// <summary>Too many commands wait; nothing happened, and it may be tried again (503).</summary>
    Busy,

    /// <summary>The master stops; nothing happened (503).</summary>
    Stopping,
}

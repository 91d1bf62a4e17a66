namespace MesosOperator.Core.Frameworks;

/// <summary>The states of a framework.</summary>
public enum FrameworkState
{
    /// <summary>It has a live subscription and is offered resources.</summary>
    Connected,

    /// <summary>Its subscription ended; its tasks go on until the failover timeout.</summary>
    Disconnected,

    /// <summary>It is gone and its id may not come back.</summary>
    Removed,
}

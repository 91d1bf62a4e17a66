namespace MesosOperator.Kubernetes.Transport;

/// <summary>How far a session with the master has come.</summary>
internal enum SessionState
{
    /// <summary>It asked to subscribe.</summary>
    Subscribing,

    /// <summary>It is subscribed.</summary>
    Subscribed,

    /// <summary>It was refused, or it ended.</summary>
    Failed,
}

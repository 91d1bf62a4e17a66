namespace MesosOperator.Kubernetes.Events;

/// <summary>How an event is shown.</summary>
internal enum EventKind
{
    /// <summary>As news.</summary>
    Normal,

    /// <summary>As a problem.</summary>
    Warning,
}

namespace MesosOperator.Crds;

/// <summary>The annotations that users set. The only place with these strings.</summary>
public static class Annotations
{
    /// <summary>Set to <c>true</c>, the operator leaves the object alone.</summary>
    public const string Paused = $"{ApiGroup.Name}/pause-reconciliation";

    /// <summary>
    /// Set to <c>true</c> on an object that is being deleted, the operator gives up what its finalizer waits for: what the
    /// object stood for may go on without it.
    /// </summary>
    public const string Abandon = $"{ApiGroup.Name}/abandon";
}

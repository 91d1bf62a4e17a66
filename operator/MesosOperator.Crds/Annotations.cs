namespace MesosOperator.Crds;

/// <summary>The annotations on our objects. The only place with these strings.</summary>
public static class Annotations
{
    /// <summary>Set to <c>true</c>, the operator leaves the object alone.</summary>
    public const string Paused = $"{ApiGroup.Name}/pause-reconciliation";

    /// <summary>Task, set by the operator: the id of the offer that it was launched on.</summary>
    public const string Offer = $"{ApiGroup.Name}/offer";

    /// <summary>
    /// Set to <c>true</c> on an object that is being deleted, the operator gives up what its finalizer waits for: what the
    /// object stood for may go on without it.
    /// </summary>
    public const string Abandon = $"{ApiGroup.Name}/abandon";
}

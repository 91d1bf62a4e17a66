namespace MesosOperator.Crds;

/// <summary>The annotations on our objects. The only place with these strings.</summary>
public static class Annotations
{
    /// <summary>Set to <c>true</c>, the operator leaves the object alone.</summary>
    public const string Paused = $"{ApiGroup.Name}/pause-reconciliation";

    /// <summary>Task, set by the operator: the id of the offer that it was launched on.</summary>
    public const string Offer = $"{ApiGroup.Name}/offer";

    /// <summary>Pod in a member cluster: what was ordered, from which an operator that starts knows the Pod's tasks again.</summary>
    public const string Order = $"{ApiGroup.Name}/order";

    /// <summary>
    /// Pod in a member cluster: how often tasks on its node had been given up when it was made. A Pod of an earlier epoch is
    /// not the one that a later order means.
    /// </summary>
    public const string Epoch = $"{ApiGroup.Name}/epoch";

    /// <summary>Pod in a member cluster: which state of each of its tasks their framework has acknowledged.</summary>
    public const string Seen = $"{ApiGroup.Name}/seen";

    /// <summary>Pod in a member cluster: why the operator ends it. A Pod that ends without was ended by others.</summary>
    public const string Ending = $"{ApiGroup.Name}/ending";

    /// <summary>
    /// Set to <c>true</c> on an object that is being deleted, the operator gives up what its finalizer waits for: what the
    /// object stood for may go on without it.
    /// </summary>
    public const string Abandon = $"{ApiGroup.Name}/abandon";
}

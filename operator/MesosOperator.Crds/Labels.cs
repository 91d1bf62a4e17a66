namespace MesosOperator.Crds;

/// <summary>The labels that the operator sets. The only place with these strings.</summary>
public static class Labels
{
    /// <summary>Offer, Task and Pod: the framework's object.</summary>
    public const string Framework = $"{ApiGroup.Name}/framework";

    /// <summary>Offer, Task and Pod: the agent's object.</summary>
    public const string Agent = $"{ApiGroup.Name}/agent";

    /// <summary>Machine and Agent: the pool.</summary>
    public const string NodePool = $"{ApiGroup.Name}/node-pool";

    /// <summary>Agent, and Pod in a member cluster: the member cluster.</summary>
    public const string Cluster = $"{ApiGroup.Name}/cluster";

    /// <summary>Framework: <c>subscription</c> when the operator made the object because a framework subscribed that had none.</summary>
    public const string CreatedBy = $"{ApiGroup.Name}/created-by";

    /// <summary>Who made the object, as Kubernetes recommends it.</summary>
    public const string ManagedBy = "app.kubernetes.io/managed-by";

    /// <summary>The operator, in <see cref="ManagedBy"/>.</summary>
    public const string Manager = "mesos-operator";

    /// <summary>On the Pod of the operator that leads, and on no other.</summary>
    public const string Leader = $"{ApiGroup.Name}/leader";
}

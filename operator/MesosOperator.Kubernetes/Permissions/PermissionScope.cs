namespace MesosOperator.Kubernetes.Permissions;

/// <summary>Where a permission is needed.</summary>
internal enum PermissionScope
{
    /// <summary>In all namespaces, or for what has none.</summary>
    Cluster,

    /// <summary>Only in the namespace that the operator itself runs in.</summary>
    OwnNamespace,
}

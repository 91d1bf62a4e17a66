using System.Collections.Immutable;
using MesosOperator.Kubernetes.Access;
using MesosOperator.Kubernetes.Caches;
using MesosOperator.Kubernetes.Controllers.Agents;
using MesosOperator.Kubernetes.Controllers.Clusters;
using MesosOperator.Kubernetes.Controllers.Frameworks;
using MesosOperator.Kubernetes.Controllers.Offers;
using MesosOperator.Kubernetes.Controllers.Roles;
using MesosOperator.Kubernetes.Controllers.Tasks;
using MesosOperator.Kubernetes.Events;
using MesosOperator.Kubernetes.Joining;
using MesosOperator.Kubernetes.Leadership;
using MesosOperator.Kubernetes.Permissions;
using MesosOperator.Kubernetes.Storage;

namespace MesosOperator.Kubernetes.Composition;

/// <summary>
/// Everything that the operator may do in its cluster: the lists of its parts, put together. <c>make rbac</c> writes the
/// roles from it; whoever asks something new of the API server says so beside the code that asks, and adds the list here.
/// </summary>
internal static class OperatorPermissions
{
    /// <summary>All of them, as the parts say them.</summary>
    public static readonly ImmutableArray<Permission> All =
    [
        .. LeaderElection.Permissions,
        .. LeaderLabel.Permissions,
        .. EventRecorder.Permissions,
        .. SecretCredentials.Permissions,
        .. TokenAuthenticator.Permissions,
        .. SubjectAuthorizer.Permissions,
        .. ClusterCaches.Permissions,
        .. FrameworkRecords.Permissions,
        .. AgentRecords.Permissions,
        .. RoleRecords.Permissions,
        .. MaintenanceRecords.Permissions,
        .. SecretAuthority.Permissions,
        .. SecretTokens.Permissions,
        .. FrameworkReconciler.Permissions,
        .. RunScheduler.Permissions,
        .. OfferReconciler.Permissions,
        .. TaskReconciler.Permissions,
        .. AgentReconciler.Permissions,
        .. RoleReconciler.Permissions,
        .. ClusterReconciler.Permissions,
        .. ClusterCredentials.Permissions,
    ];
}

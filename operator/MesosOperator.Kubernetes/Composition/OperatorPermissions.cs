using System.Collections.Immutable;
using MesosOperator.Kubernetes.Access;
using MesosOperator.Kubernetes.Events;
using MesosOperator.Kubernetes.Leadership;
using MesosOperator.Kubernetes.Permissions;

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
    ];
}

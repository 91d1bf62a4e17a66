using MesosOperator.Crds.Frameworks;
using MesosOperator.Kubernetes.Api;
using MesosOperator.Kubernetes.Mapping;
using MesosOperator.Kubernetes.Reconciling;
using MesosOperator.Kubernetes.Transport;

namespace MesosOperator.Kubernetes.Controllers.Frameworks;

/// <summary>Subscribes a framework that lives in objects, and follows its spec. One that uses HTTP subscribes itself.</summary>
internal sealed class Register(ResourceTransport transport)
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(10);

    /// <summary>What the master refuses, if anything, and when to try again.</summary>
    public async Task<(string? Refusal, Requeue Next)> RunAsync(V1Alpha1Framework framework)
    {
        // Whose framework was removed learns that from its status; its id may not come back.
        if (framework.Spec.Transport != FrameworkTransport.Resource || framework.Status?.RemovedAt is not null)
            return (null, Requeue.Never);
        var (constraints, problem) = ConstraintMapping.ConstraintsOf(framework.Spec);
        if (problem is not null)
            return (problem, Requeue.Never);
        var wishes = new FrameworkWishes(FrameworkMapping.SuppressedRolesOf(framework), constraints, FrameworkMapping.DemandsOf(framework));
        var refusal = await transport.EnsureAsync(ResourceKey.Of(framework), FrameworkMapping.InfoOf(framework), wishes);
        return (refusal, refusal is null ? Requeue.Never : Requeue.After(RetryAfter));
    }
}

using System.Collections.Immutable;
using MesosOperator.Crds;
using MesosOperator.Crds.Frameworks;
using MesosOperator.Kubernetes.Api;
using MesosOperator.Kubernetes.Caches;
using MesosOperator.Kubernetes.Mapping;
using MesosOperator.Kubernetes.Objects;
using MesosOperator.Kubernetes.Permissions;
using MesosOperator.Kubernetes.Reconciling;

namespace MesosOperator.Kubernetes.Controllers.Frameworks;

/// <summary>Frameworks: registers those that live in objects, runs their programs, tells how they are doing, and ends them.</summary>
internal sealed class FrameworkReconciler(
    ClusterCaches caches, Register register, RunScheduler scheduler, Mirror mirror, Report report, TearDown tearDown) : IReconciler
{
    /// <summary>What it asks of the API server. What belongs to a framework goes with it.</summary>
    public static readonly ImmutableArray<Permission> Permissions =
    [
        Permission.InCluster(ApiGroup.Name, "frameworks", "patch"),
        Permission.InCluster(ApiGroup.Name, "frameworks/status", "patch"),
        Permission.InCluster(ApiGroup.Name, "offers", "delete"),
        Permission.InCluster(ApiGroup.Name, "tasks", "delete"),
    ];

    private readonly Finalizer<V1Alpha1Framework> _finalizer = new(caches.Frameworks.Client, Finalizers.TearDown);

    public async Task<Requeue> ReconcileAsync(ResourceKey key, CancellationToken stop)
    {
        if (caches.Frameworks.Lister.Find(key) is not { } framework)
            return Requeue.Never;
        if (framework.Metadata.DeletionTimestamp is not null)
            return await tearDown.RunAsync(framework, _finalizer, stop);
        if (await tearDown.ForgetAsync(framework, stop))
            return Requeue.Never;
        if (Validity.Problem(framework) is { } problem)
            return await report.InvalidAsync(framework, Conditions.Reasons.Invalid, problem, stop);
        if (caches.FrameworkOf(FrameworkMapping.IdOf(framework)) is { } senior && ResourceKey.Of(senior) != key)
            return await report.InvalidAsync(
                framework, Conditions.Reasons.Taken, $"id {FrameworkMapping.IdOf(framework)} belongs to Framework {ResourceKey.Of(senior)}, which is older", stop);
        framework = await _finalizer.AddAsync(framework, stop);
        var (refusal, registered) = await register.RunAsync(framework);
        var (problemOfScheduler, ran) = await scheduler.RunAsync(framework, stop);
        await mirror.RunAsync(framework, stop);
        var reported = await report.RunAsync(framework, refusal ?? problemOfScheduler, stop);
        return Requeue.Sooner(Requeue.Sooner(registered, ran), reported);
    }
}

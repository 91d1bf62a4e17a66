using MesosOperator.Core.Master.Views;
using MesosOperator.Core.Resources;
using MesosOperator.Core.Roles;
using MesosOperator.Crds;
using MesosOperator.Crds.Roles;
using MesosOperator.Kubernetes.Caches;
using MesosOperator.Kubernetes.Events;
using MesosOperator.Kubernetes.Mapping;
using MesosOperator.Kubernetes.Objects;
using MesosOperator.Kubernetes.Pictures;
using MesosOperator.Kubernetes.Reconciling;
using QuotaForest = MesosOperator.Core.Allocation.QuotaForest;

namespace MesosOperator.Kubernetes.Controllers.Roles;

/// <summary>Tells in the status of a role's object what the role uses, and whether what it was promised can be kept.</summary>
internal sealed class Report(ClusterCaches caches, PictureWatch pictures, EventRecorder events, TimeProvider time)
{
    /// <summary>Quota that is refused now may be granted when agents join or others give back.</summary>
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(10);

    private readonly InvalidSpec _invalid = new(events, time);

    /// <summary>Says why a spec is not followed; what was in force before stays so.</summary>
    public async Task<Requeue> InvalidAsync(V1Alpha1Role role, string reason, string problem, CancellationToken stop)
    {
        await _invalid.TellAsync<V1Alpha1Role, V1Alpha1RoleSpec, V1Alpha1RoleStatus>(caches.Roles.Writer, role, role.Status, (reason, problem), stop);
        return Requeue.Never;
    }

    public async Task<Requeue> RunAsync(V1Alpha1Role role, string? refusal, CancellationToken stop)
    {
        if (refusal is not null)
        {
            await InvalidAsync(role, Conditions.Reasons.Refused, refusal, stop);
            return Requeue.After(AskAgain);
        }

        if (pictures.Current is not { } picture)
            return Requeue.Never;
        var wanted = StatusOf(role, picture);
        await caches.Roles.Writer.ApplyStatusAsync(role, role.Status, wanted, stop);
        // That there is more now, or less, changes nothing of the role itself.
        return wanted.Conditions?.Any(condition => condition.Type == Conditions.QuotaSatisfied) == true ? Requeue.After(AskAgain) : Requeue.Never;
    }

    private V1Alpha1RoleStatus StatusOf(V1Alpha1Role role, Picture picture)
    {
        var view = picture.Roles.GetValueOrDefault(new RoleName(role.Spec.Path));
        var conditions = new ConditionSet(role.Status?.Conditions, role.Metadata.Generation, time);
        conditions.SetReady(Conditions.Reasons.AsWanted, "Its weight and quota are in force");
        SetQuotaSatisfied(conditions, role, view, picture);
        return new V1Alpha1RoleStatus
        {
            ObservedGeneration = role.Metadata.Generation,
            Conditions = conditions.All,
            Allocated = Values.Of(view?.Held ?? ResourceQuantities.Empty),
            UnmetDemand = view?.UnmetDemand is { IsEmpty: false } unmet ? Values.Of(unmet) : null,
            Share = Shares.Text(view?.DominantShare ?? 0),
            Frameworks = view?.Frameworks.Length ?? 0,
        };
    }

    /// <summary>Whether what was promised fits into all there is, together with what others were promised.</summary>
    private void SetQuotaSatisfied(ConditionSet conditions, V1Alpha1Role role, RoleView? view, Picture picture)
    {
        var promised = RoleMapping.QuotaOf(role.Spec).Guarantees;
        if (promised.IsEmpty)
        {
            conditions.Remove(Conditions.QuotaSatisfied);
            return;
        }

        var all = QuotaForest.Promised(caches.Roles.Lister.All.Values.Where(other => Validity.Problem(other) is null)
            .DistinctBy(other => other.Spec.Path)
            .Select(other => KeyValuePair.Create(new RoleName(other.Spec.Path), RoleMapping.QuotaOf(other.Spec))));
        if (view?.Held.Covers(promised) == true)
            conditions.Set(Conditions.QuotaSatisfied, ConditionStatus.True, "Held", "It has what it was promised");
        else if (picture.Total.Covers(all))
            conditions.Set(Conditions.QuotaSatisfied, ConditionStatus.True, "Kept", "What it was promised is kept for it");
        else
            conditions.Set(Conditions.QuotaSatisfied, ConditionStatus.False, "TooLittleCapacity", $"{all} are promised in all, and there are {picture.Total}");
    }
}

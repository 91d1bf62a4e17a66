using MesosOperator.Kubernetes.Api;

namespace MesosOperator.Kubernetes.Reconciling;

/// <summary>Brings what one object wants and what is nearer together.</summary>
internal interface IReconciler
{
    /// <summary>
    /// Looks at an object as it is now, which may be gone, and does what is to be done next. Called for one key by one
    /// worker at a time; must be safe to repeat. What it throws is classified as a failure.
    /// </summary>
    Task<Requeue> ReconcileAsync(ResourceKey key, CancellationToken stop);
}

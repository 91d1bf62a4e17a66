using MesosOperator.Crds;
using MesosOperator.Kubernetes.Events;

namespace MesosOperator.Kubernetes.Objects;

/// <summary>Says of an object why its spec is not followed; what was in force before stays so.</summary>
internal sealed class InvalidSpec(EventRecorder events, TimeProvider time)
{
    /// <summary>Says it in the status, of which <paramref name="present"/> is the writer's own part, and when it is news in an event.</summary>
    public async Task TellAsync<T, TSpec, TStatus>(
        ServerSideApply<T> writer, T resource, TStatus? present, (string Reason, string Problem) why, CancellationToken stop)
        where T : CustomResource<TSpec, TStatus>
        where TSpec : new()
        where TStatus : ResourceStatus, new()
    {
        var conditions = new ConditionSet(present?.Conditions, resource.Metadata.Generation, time);
        conditions.SetStalled(why.Reason, why.Problem);
        var wanted = (present ?? new()) with { ObservedGeneration = resource.Metadata.Generation, Conditions = conditions.All };
        if (await writer.ApplyStatusAsync(resource, present, wanted, stop))
            events.Tell(resource, EventKind.Warning, EventReasons.Invalid, "Validate", why.Problem);
    }
}

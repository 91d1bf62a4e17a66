using MesosOperator.Core.Primitives;
using MesosOperator.Kubernetes.Mapping;
using MesosOperator.Kubernetes.Timing;

namespace MesosOperator.Kubernetes.Storage;

/// <summary>How long the store waits between two tries.</summary>
internal sealed class StorePatience(Backoff backoff, TimeProvider time)
{
    public Instant Now => Times.ToInstant(time.GetUtcNow());

    public Task WaitAsync(TimeSpan? told, int failures, CancellationToken cancellation) =>
        Task.Delay(told ?? backoff.After(failures), time, cancellation);
}

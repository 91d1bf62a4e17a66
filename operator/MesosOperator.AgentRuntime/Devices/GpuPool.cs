using System.Collections.Immutable;

namespace MesosOperator.AgentRuntime.Devices;

/// <summary>
/// Which run holds which graphics processor: no two the same. The operator never gives out more than there are; one that
/// it has given out again may still be with the run before, which has ended and is being cleaned up after.
/// </summary>
internal sealed class GpuPool(HostGpus host)
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, ImmutableArray<Gpu>> _held = new(StringComparer.Ordinal);
    private ImmutableHashSet<int> _lost = [];
    private TaskCompletionSource _returned = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public HostGpus Host { get; } = host;

    public ImmutableArray<Gpu> HeldBy(string containerId)
    {
        lock (_gate)
            return _held.GetValueOrDefault(containerId, []);
    }

    /// <summary>Takes that many of the free ones, the lowest numbers first; waits until there are enough.</summary>
    public async Task<ImmutableArray<Gpu>> TakeAsync(string containerId, int count, CancellationToken stop)
    {
        while (true)
        {
            Task returned;
            lock (_gate)
            {
                var free = Host.Gpus.Except(_held.Values.SelectMany(gpus => gpus)).Where(gpu => !_lost.Contains(gpu.Index)).Take(count).ToImmutableArray();
                if (free.Length == count)
                    return _held[containerId] = free;
                returned = _returned.Task;
            }

            await returned.WaitAsync(stop);
        }
    }

    /// <summary>Looks which are still there, and gives none of the others away; how many those are.</summary>
    public int Look(GpuFinder finder)
    {
        lock (_gate)
        {
            _lost = [.. Host.Gpus.Where(gpu => !finder.IsThere(gpu)).Select(gpu => gpu.Index)];
            return Host.Gpus.Length - _lost.Count;
        }
    }

    /// <summary>Takes over what a run of an earlier process of this agent holds; those that are gone from the host are left out.</summary>
    public void Restore(string containerId, IReadOnlyCollection<int> indexes)
    {
        lock (_gate)
            _held[containerId] = [.. Host.Gpus.Where(gpu => indexes.Contains(gpu.Index))];
    }

    public void Return(string containerId)
    {
        lock (_gate)
        {
            if (!_held.Remove(containerId))
                return;
            _returned.SetResult();
            _returned = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}

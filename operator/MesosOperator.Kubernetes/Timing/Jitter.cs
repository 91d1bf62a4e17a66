using MesosOperator.Core.Primitives;

namespace MesosOperator.Kubernetes.Timing;

/// <summary>Spreads waits, so that what failed together does not come back together. May be shared between threads.</summary>
internal sealed class Jitter(ulong seed)
{
    private readonly Prng _prng = new(seed);
    private readonly Lock _gate = new();

    /// <summary>Something between half of a wait and the whole of it.</summary>
    public TimeSpan Spread(TimeSpan wait)
    {
        lock (_gate)
            return wait * (0.5 + _prng.NextDouble() / 2);
    }
}

using System.Collections.Immutable;
using MesosOperator.Core.Primitives;

namespace MesosOperator.Core.Provisioning;

/// <summary>
/// What clouds ran out of lately, so that nobody asks for it again for a while. All pools of a cloud share it: the answer
/// that one got steers them all.
/// </summary>
public sealed class UnavailableCapacity
{
    /// <summary>Nothing is known to have run out.</summary>
    public static readonly UnavailableCapacity None = new(ImmutableSortedDictionary<CapacityKey, Instant>.Empty);

    private readonly ImmutableSortedDictionary<CapacityKey, Instant> _until;

    private UnavailableCapacity(ImmutableSortedDictionary<CapacityKey, Instant> until) => _until = until;

    /// <summary>How many entries there are.</summary>
    public int Count => _until.Count;

    /// <summary>Remembers that a cloud had none, until a moment; never shortens what is known, and forgets what is over.</summary>
    public UnavailableCapacity With(CapacityKey key, Instant until, Instant now)
    {
        var left = _until.RemoveRange(_until.Where(entry => entry.Value <= now).Select(entry => entry.Key));
        return new(left.TryGetValue(key, out var known) && known >= until ? left : left.SetItem(key, until));
    }

    /// <summary>Whether it is not asked for now.</summary>
    public bool Contains(CapacityKey key, Instant now) => _until.TryGetValue(key, out var until) && until > now;
}

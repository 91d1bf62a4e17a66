using MesosOperator.Core.Primitives;
using MesosOperator.Core.Resources;

namespace MesosOperator.Core.Agents;

/// <summary>
/// The filters of one agent, by the slot of who refused, with two sets of bits that answer nearly every question: who has
/// filters here at all, and who is known to refuse exactly what is free now. The latter is no knowledge of its own, only a
/// short cut: it is void as soon as something else is free, and with the filter that it was worked out from.
/// </summary>
internal sealed class Refusals
{
    private SlotSet _knownRefusers = new();
    private SlotSet _owners = new();
    private ResourceSet? _free;

    // In no order: a slot is looked for only where its bit is set, and then many at a time.
    private int[] _slots = [];
    private OfferFilter[] _filters = [];
    private int _count;

    /// <summary>Whether the holder of the slot is known to refuse what is free.</summary>
    public bool IsKnownToRefuse(ResourceSet free, int slot) => ReferenceEquals(free, _free) && _knownRefusers.Contains(slot);

    /// <summary>Whether everybody in the set is known to refuse what is free.</summary>
    public bool IsRefusedByAll(ResourceSet free, in SlotSet slots) => ReferenceEquals(free, _free) && _knownRefusers.Covers(slots);

    /// <summary>Whether a filter of the slot refuses a part of what is free.</summary>
    public bool Refuse(int slot, ResourceSet part, ResourceSet free)
    {
        if (!_owners.Contains(slot))
            return false;
        for (var index = Next(slot, 0); index >= 0; index = Next(slot, index + 1))
        {
            var refused = _filters[index].Refused;
            if (!refused.Covers(part))
                continue;
            if (refused.Covers(free))
                Remember(free, slot);
            return true;
        }

        return false;
    }

    /// <summary>The filters of a slot.</summary>
    public IEnumerable<OfferFilter> Of(int slot) => All().Where(filter => filter.Slot == slot);

    /// <summary>All filters.</summary>
    public IEnumerable<OfferFilter> All() => _filters.Take(_count);

    /// <summary>A filter of the same slot that the new one makes needless, being wider and longer; null where there is none.</summary>
    public OfferFilter? FindNeedless(OfferFilter added)
    {
        if (!_owners.Contains(added.Slot))
            return null;
        for (var index = Next(added.Slot, 0); index >= 0; index = Next(added.Slot, index + 1))
            if (_filters[index].Until <= added.Until && added.Refused.Covers(_filters[index].Refused))
                return _filters[index];
        return null;
    }

    /// <summary>Adds a filter.</summary>
    public void Add(OfferFilter filter)
    {
        if (_count == _slots.Length)
        {
            Array.Resize(ref _slots, Math.Max(4, 2 * _count));
            Array.Resize(ref _filters, _slots.Length);
        }

        (_slots[_count], _filters[_count]) = (filter.Slot, filter);
        _count++;
        _owners.Add(filter.Slot);
    }

    /// <summary>Takes a filter out.</summary>
    public void Remove(OfferFilter filter)
    {
        var index = Next(filter.Slot, 0);
        while (!ReferenceEquals(_filters[index], filter))
            index = Next(filter.Slot, index + 1);
        _count--;
        (_slots[index], _filters[index]) = (_slots[_count], _filters[_count]);
        _filters[_count] = null!;
        if (Next(filter.Slot, 0) < 0)
            _owners.Remove(filter.Slot);
        Forget(filter.Slot);
    }

    /// <summary>Remembers that the holder of the slot refuses what is free.</summary>
    public void Remember(ResourceSet free, int slot)
    {
        if (!ReferenceEquals(free, _free))
        {
            _knownRefusers.Clear();
            _free = free;
        }

        _knownRefusers.Add(slot);
    }

    /// <summary>Forgets what was known of the holder of the slot.</summary>
    public void Forget(int slot) => _knownRefusers.Remove(slot);

    /// <summary>Forgets what was known of anybody.</summary>
    public void ForgetAll() => _knownRefusers.Clear();

    private int Next(int slot, int from)
    {
        var offset = _slots.AsSpan(from, _count - from).IndexOf(slot);
        return offset < 0 ? -1 : from + offset;
    }
}

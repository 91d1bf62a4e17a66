using MesosOperator.Core.Primitives;
using MesosOperator.Core.Resources;

namespace MesosOperator.Core.Agents;

/// <summary>
/// Who is known to refuse exactly what is free on an agent now. Not knowledge of its own, only a short cut past the
/// filters it was worked out from: it is void as soon as something else is free, and whoever lifts a filter clears it.
/// </summary>
public sealed class RefusalMemo
{
    private readonly SlotSet _refusers = new();
    private ResourceSet? _free;

    /// <summary>Whether the holder of the slot is known to refuse what is free.</summary>
    public bool IsRefused(ResourceSet free, int slot) => ReferenceEquals(free, _free) && _refusers.Contains(slot);

    /// <summary>Whether everybody in the set is known to refuse what is free.</summary>
    public bool IsRefusedByAll(ResourceSet free, SlotSet slots) => ReferenceEquals(free, _free) && _refusers.Covers(slots);

    /// <summary>Remembers that the holder of the slot refuses what is free.</summary>
    public void Remember(ResourceSet free, int slot)
    {
        if (!ReferenceEquals(free, _free))
        {
            _refusers.Clear();
            _free = free;
        }

        _refusers.Add(slot);
    }

    /// <summary>Forgets everything.</summary>
    public void Clear() => _refusers.Clear();

    /// <summary>Forgets what was known of the holder of the slot.</summary>
    public void Forget(int slot) => _refusers.Remove(slot);
}

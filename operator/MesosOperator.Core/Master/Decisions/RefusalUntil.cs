using MesosOperator.Core.Master.State;
using MesosOperator.Core.Primitives;

namespace MesosOperator.Core.Master.Decisions;

/// <summary>Until when a refusal holds: at least one interval of the allocation, so that others have their turn (semantics 3.4).</summary>
internal static class RefusalUntil
{
    public static Instant? From(MasterState state, TimeSpan refuseFor)
    {
        if (refuseFor <= TimeSpan.Zero)
            return null;
        var interval = state.Settings.AllocationInterval;
        return state.Now + (refuseFor > interval ? refuseFor : interval);
    }
}

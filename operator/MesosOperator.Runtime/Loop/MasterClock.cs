using MesosOperator.Core.Primitives;

namespace MesosOperator.Runtime.Loop;

/// <summary>The time as the master sees it: that of the provider, except that it never runs backwards.</summary>
internal sealed class MasterClock(TimeProvider time)
{
    private Instant _last = Instant.Epoch;

    public Instant Now()
    {
        var now = new Instant((time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks);
        return _last = now > _last ? now : _last;
    }
}

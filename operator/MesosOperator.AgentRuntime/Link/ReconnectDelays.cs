using MesosOperator.Core.Primitives;

namespace MesosOperator.AgentRuntime.Link;

/// <summary>
/// Pauses between dials: 1 s, doubling up to 1 min, of which chance takes up to a half away, so that agents that lost
/// the operator at the same moment do not come back at the same moment.
/// </summary>
internal sealed class ReconnectDelays(Prng chance)
{
    public static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    public static readonly TimeSpan Last = TimeSpan.FromMinutes(1);

    private TimeSpan _next = First;

    public TimeSpan Next()
    {
        var delay = _next * (1 - chance.NextDouble() / 2);
        _next = _next * 2 < Last ? _next * 2 : Last;
        return delay;
    }

    /// <summary>After a connection that worked.</summary>
    public void Reset() => _next = First;
}

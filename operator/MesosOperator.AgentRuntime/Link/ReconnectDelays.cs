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

    /// <summary>The longest pause while a leader is being elected.</summary>
    public static readonly TimeSpan LastOfElection = TimeSpan.FromSeconds(2);

    private TimeSpan _next = First;

    public TimeSpan Next()
    {
        var delay = _next * (1 - chance.NextDouble() / 2);
        _next = _next * 2 < Last ? _next * 2 : Last;
        return delay;
    }

    /// <summary>Somebody is there who may soon lead.</summary>
    public void Hasten() => _next = _next < LastOfElection ? _next : LastOfElection;

    /// <summary>After a connection that worked.</summary>
    public void Reset() => _next = First;
}

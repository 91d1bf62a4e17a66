using MesosOperator.Core.Primitives;

namespace MesosOperator.AgentRuntime.Agents;

/// <summary>
/// The time since a fixed beginning, which never runs backwards: what somebody does to the clock of the host later
/// neither delays nor hastens anything.
/// </summary>
internal sealed class AgentClock(TimeProvider time)
{
    private readonly long _startTimestamp = time.GetTimestamp();
    private readonly Instant _start = new(time.GetUtcNow().UtcTicks - DateTime.UnixEpoch.Ticks);

    public Instant Now => _start + time.GetElapsedTime(_startTimestamp);
}

using MesosOperator.Core.Primitives;

namespace MesosOperator.AgentRuntime.Sandboxes;

/// <summary>Sandboxes of ended tasks that are kept for a while: for so long, and so many. Pure.</summary>
internal sealed class SandboxShelf(TimeSpan maximumAge, int maximumCount)
{
    private const double Headroom = 0.1;

    private readonly PriorityQueue<string, Instant> _kept = new();

    /// <summary>When the next one is too old.</summary>
    public Instant NextDue => _kept.TryPeek(out _, out var endedAt) ? endedAt + maximumAge : Instant.Never;

    public int Count => _kept.Count;

    public void Add(string sandbox, Instant endedAt) => _kept.Enqueue(sandbox, endedAt);

    /// <summary>
    /// How long sandboxes are kept with so much of the disk in use: the fuller, the shorter, and not at all in the last
    /// tenth (as Mesos' gc_disk_headroom has it).
    /// </summary>
    /// <param name="used">From 0 to 1.</param>
    public TimeSpan AgeAt(double used) => maximumAge * Math.Max(0, 1 - Headroom - used);

    /// <summary>Takes one out that is too old or too many, the oldest first.</summary>
    public bool TryTake(Instant now, TimeSpan age, out string sandbox)
    {
        if (_kept.TryPeek(out sandbox!, out var endedAt) && (_kept.Count > maximumCount || endedAt + (age < maximumAge ? age : maximumAge) <= now))
        {
            _kept.Dequeue();
            return true;
        }

        return false;
    }
}

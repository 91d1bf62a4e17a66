namespace MesosOperator.AgentRuntime.Link;

/// <summary>
/// Which terms of leadership this agent has served: it follows no leader of an earlier one, who has been followed by
/// another without knowing it yet. An operator that tells no term counts as of term 0.
/// </summary>
/// <param name="latest">The latest term that an earlier process of the agent has served.</param>
internal sealed class LinkEpochs(long latest)
{
    /// <summary>The latest term so far.</summary>
    public long Latest { get; private set; } = latest;

    /// <summary>Whether a leader of that term may be followed; from then on none of an earlier one may.</summary>
    public bool TryFollow(long epoch)
    {
        if (epoch < Latest)
            return false;
        Latest = epoch;
        return true;
    }
}

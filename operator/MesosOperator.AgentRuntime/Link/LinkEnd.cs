namespace MesosOperator.AgentRuntime.Link;

/// <summary>What came of one connection.</summary>
internal enum LinkEnd
{
    /// <summary>Nobody was there, or nobody who registered the agent.</summary>
    Failed,

    /// <summary>Somebody was there and sent the agent elsewhere: it does not lead, or not yet.</summary>
    Unavailable,

    /// <summary>The agent is not wanted.</summary>
    Refused,

    /// <summary>The agent was registered.</summary>
    Served,
}

namespace MesosOperator.AgentRuntime.Isolation;

/// <summary>How far tasks are kept apart from the host and from each other.</summary>
public enum IsolationMode
{
    /// <summary>As far as this host and the agent's rights allow.</summary>
    Available,

    /// <summary>Fully, or the agent does not start.</summary>
    Required,

    /// <summary>Not at all.</summary>
    None,
}

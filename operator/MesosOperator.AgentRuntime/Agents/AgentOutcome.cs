namespace MesosOperator.AgentRuntime.Agents;

/// <summary>Why an agent has ended.</summary>
public enum AgentOutcome
{
    /// <summary>It was asked to stop on this host.</summary>
    Stopped,

    /// <summary>The operator does not take it.</summary>
    Refused,

    /// <summary>The operator told it to shut down.</summary>
    ShutDown,
}

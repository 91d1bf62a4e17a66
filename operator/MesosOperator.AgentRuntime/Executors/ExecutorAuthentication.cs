namespace MesosOperator.AgentRuntime.Executors;

/// <summary>Whether executors must prove who they are.</summary>
public enum ExecutorAuthentication
{
    /// <summary>Who shows a token must show the right one; who shows none is believed.</summary>
    Optional,

    /// <summary>Every call needs the token that the executor was started with.</summary>
    Required,
}

namespace MesosOperator.Runtime.Joining;

/// <summary>Whether agents have to prove who they are.</summary>
public enum AgentAuthentication
{
    /// <summary>Nobody is asked: whoever reaches the agent link may join as any agent.</summary>
    None,

    /// <summary>Who shows a certificate is held to it; who shows none is taken, but as no agent that has one.</summary>
    Optional,

    /// <summary>Only agents with a certificate are taken, and those with a token may ask for one.</summary>
    Required,
}

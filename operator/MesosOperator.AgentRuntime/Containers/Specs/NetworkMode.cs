namespace MesosOperator.AgentRuntime.Containers.Specs;

/// <summary>What network a container has.</summary>
internal enum NetworkMode
{
    /// <summary>The host's own.</summary>
    Host,

    /// <summary>An address of its own on a bridge of the agent's.</summary>
    Bridge,

    /// <summary>The one that the host's administrator has named so.</summary>
    Named,

    /// <summary>None.</summary>
    None,
}

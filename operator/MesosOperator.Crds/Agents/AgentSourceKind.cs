namespace MesosOperator.Crds.Agents;

/// <summary>What an agent may be.</summary>
public enum AgentSourceKind
{
    /// <summary>A host without Kubernetes, outside of our pools.</summary>
    Host,

    /// <summary>A node of a member cluster.</summary>
    Cluster,

    /// <summary>A machine of a pool.</summary>
    NodePool,
}

namespace MesosOperator.Crds.Frameworks;

/// <summary>What may be asked of each agent, apart from its attributes.</summary>
public enum AgentProperty
{
    /// <summary>Its host.</summary>
    Hostname,

    /// <summary>Its region.</summary>
    Region,

    /// <summary>Its zone.</summary>
    Zone,
}

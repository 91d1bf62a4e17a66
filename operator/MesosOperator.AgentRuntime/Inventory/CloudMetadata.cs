namespace MesosOperator.AgentRuntime.Inventory;

/// <summary>Which cloud's metadata service is asked about this machine.</summary>
public enum CloudMetadata
{
    /// <summary>None.</summary>
    None,

    /// <summary>All of them, each for a second at most: whoever answers knows it.</summary>
    Detect,

    /// <summary>That of Amazon (IMDSv2).</summary>
    Aws,

    /// <summary>That of Azure (IMDS).</summary>
    Azure,

    /// <summary>That of Google.</summary>
    Gce,
}

using MesosOperator.Crds.Schema;

namespace MesosOperator.Crds.Agents;

/// <summary>Where an agent comes from.</summary>
public sealed record AgentSource
{
    /// <summary>What it is.</summary>
    [Required]
    public AgentSourceKind Kind { get; init; }

    /// <summary>The object of the kind Cluster or NodePool that it belongs to; missing for a host.</summary>
    [Bounds(0, 253)]
    public string? Name { get; init; }
}

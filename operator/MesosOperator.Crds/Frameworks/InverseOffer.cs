using MesosOperator.Crds.Agents;
using MesosOperator.Crds.Schema;
using MesosOperator.Crds.Texts;

namespace MesosOperator.Crds.Frameworks;

/// <summary>An agent that a framework is asked to leave, because it holds something of it. Nothing is taken from it.</summary>
public sealed record InverseOffer
{
    /// <summary>The object of the agent.</summary>
    [Required, Format<ObjectNameFormat>]
    public string Agent { get; init; } = "";

    /// <summary>The agent's id.</summary>
    [Required, Format<IdFormat>]
    public string AgentId { get; init; } = "";

    /// <summary>When the agent is going to be unavailable.</summary>
    [Required]
    public AgentUnavailability Unavailability { get; init; } = new();
}

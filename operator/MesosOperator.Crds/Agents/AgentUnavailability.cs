using MesosOperator.Crds.Schema;

namespace MesosOperator.Crds.Agents;

/// <summary>When an agent is going to be unavailable. Nothing happens by itself when it begins.</summary>
public sealed record AgentUnavailability
{
    /// <summary>When it begins.</summary>
    [Required]
    public DateTimeOffset Start { get; init; }

    /// <summary>How long it lasts; unknown where nothing is said.</summary>
    [Bounds(0, 9223372036)]
    public long? DurationSeconds { get; init; }
}

using System.Collections.Immutable;

namespace MesosOperator.AgentRuntime.Files;

/// <summary>What must be known of the agent to look into its sandboxes.</summary>
/// <param name="AgentId">Null until there is one.</param>
/// <param name="Sandboxes">Those of what runs.</param>
/// <param name="Volumes">What it has of persistent volumes.</param>
internal sealed record KnownRuns(string? AgentId, ImmutableArray<string> Sandboxes, ImmutableArray<ShownVolume> Volumes);

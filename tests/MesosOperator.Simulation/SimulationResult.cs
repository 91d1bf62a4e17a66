using System.Collections.Immutable;

namespace MesosOperator.Simulation;

/// <summary>How a world went: how much happened, the hash of all of it, and what went wrong with what happened last.</summary>
public sealed record SimulationResult(ulong Seed, long Lines, string Hash, string? Failure, ImmutableArray<string> LastLines);

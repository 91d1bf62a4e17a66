using System.Collections.Immutable;

namespace MesosOperator.AgentRuntime.Isolation;

/// <summary>What keeps tasks apart on this host.</summary>
/// <param name="HasNamespaces">Whether each has process ids and mounts of its own.</param>
/// <param name="Missing">What does not, each with the reason.</param>
internal sealed record HostIsolation(bool HasNamespaces, ImmutableArray<string> Missing);

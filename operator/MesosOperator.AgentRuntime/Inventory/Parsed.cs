using System.Collections.Immutable;

namespace MesosOperator.AgentRuntime.Inventory;

/// <summary>What a text meant, or everything that is wrong with it. The value counts only when there is no problem.</summary>
internal sealed record Parsed<T>(T Value, ImmutableArray<string> Problems);

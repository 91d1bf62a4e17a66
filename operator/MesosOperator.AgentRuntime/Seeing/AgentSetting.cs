using System.Collections.Immutable;
using MesosOperator.Core.Primitives;

namespace MesosOperator.AgentRuntime.Seeing;

/// <summary>What stays the same as long as an agent runs.</summary>
/// <param name="WorkDirectory">Above everything that the agent writes.</param>
/// <param name="Version">Version of the program.</param>
/// <param name="Flags">Its options under the names of Mesos' flags, as text.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="Logging">How much it logs; null where its logs are those of another program.</param>
internal sealed record AgentSetting(string WorkDirectory, string Version, ImmutableSortedDictionary<string, string> Flags, Instant StartedAt, LogDetail? Logging);

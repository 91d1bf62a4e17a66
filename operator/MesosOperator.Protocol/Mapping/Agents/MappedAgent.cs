using MesosOperator.Core.Agents;

namespace MesosOperator.Protocol.Mapping.Agents;

/// <summary>An agent's description as the core keeps it; with a problem, the agent is to be refused.</summary>
public sealed record MappedAgent(AgentInfo Info, string? Problem);

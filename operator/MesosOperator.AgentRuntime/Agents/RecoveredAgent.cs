using System.Collections.Immutable;
using MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.AgentRuntime.Agents;

/// <summary>What an agent knows from its earlier process.</summary>
/// <param name="AgentId">Null: it was never registered.</param>
/// <param name="Epoch">The latest term of leadership that it followed.</param>
/// <param name="Kept">Reservations and volumes.</param>
/// <param name="Tasks">Every task that is not forgotten, in the order of their launch.</param>
internal sealed record RecoveredAgent(string? AgentId, long Epoch, IReadOnlyList<Resource> Kept, ImmutableArray<RecoveredTask> Tasks);

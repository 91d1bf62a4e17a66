using MesosOperator.Core.Identity;

namespace MesosOperator.Core.Master.Commands;

/// <summary>A question for the state of one operation.</summary>
public sealed record OperationQuery(OperationId OperationId, AgentId? AgentId);

using MesosOperator.Core.Identity;

namespace MesosOperator.Core.Master.Commands;

/// <summary>A question for the state of one task.</summary>
public sealed record TaskQuery(TaskId TaskId, AgentId? AgentId);

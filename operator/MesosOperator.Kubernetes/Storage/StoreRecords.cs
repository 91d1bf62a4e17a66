namespace MesosOperator.Kubernetes.Storage;

/// <summary>What the store keeps, by where it keeps it.</summary>
internal sealed record StoreRecords(FrameworkRecords Frameworks, AgentRecords Agents, LateAgents LateAgents, RoleRecords Roles, MaintenanceRecords Maintenance);

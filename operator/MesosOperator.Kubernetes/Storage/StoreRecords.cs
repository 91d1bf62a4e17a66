namespace MesosOperator.Kubernetes.Storage;

/// <summary>What the store keeps, by where it keeps it.</summary>
internal sealed record StoreRecords(FrameworkRecords Frameworks, AgentRecords Agents, RoleRecords Roles, MaintenanceRecords Maintenance);

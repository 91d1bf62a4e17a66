using MesosOperator.Core.Agents;
using MesosOperator.Core.Maintenance;

namespace MesosOperator.Core.Invariants;

/// <summary>No agent of a machine that is under maintenance is known.</summary>
public static class MachinesUnderMaintenanceAreEmpty
{
    /// <summary>What breaks the law, or null.</summary>
    public static string? Violation(Agent agent, MaintenancePlan plan) => agent.IsConnected && plan.IsDown(agent.Info.Hostname, agent.Info.Ip)
        ? $"agent {agent.Id} is connected, but its machine {agent.Info.Hostname} is under maintenance"
        : null;
}

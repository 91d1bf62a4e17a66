using MesosOperator.Core.Identity;
using MesosOperator.Core.Resources;
using MesosOperator.Core.Roles;

namespace MesosOperator.Core.Master.Views;

/// <summary>What a task or an executor uses of an agent, and in which role.</summary>
public readonly record struct Holding(AgentId AgentId, RoleName Role, ResourceSet Resources);

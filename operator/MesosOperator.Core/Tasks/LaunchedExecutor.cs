using MesosOperator.Core.Identity;
using MesosOperator.Core.Resources;
using MesosOperator.Core.Roles;

namespace MesosOperator.Core.Tasks;

/// <summary>
/// A framework's own executor that lives on an agent. Its resources count from the launch of its first task until it has
/// ended, whether or not it runs a task meanwhile. Immutable.
/// </summary>
public sealed record LaunchedExecutor(ExecutorInfo Info, FrameworkId FrameworkId, AgentId AgentId, RoleName Role)
{
    /// <summary>Its id, one of its framework's on its agent.</summary>
    public ExecutorId Id => Info.Id;

    /// <summary>What it uses besides its tasks.</summary>
    public ResourceSet Resources => Info.Resources;
}

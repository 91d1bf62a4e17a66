using MesosOperator.Core.Identity;
using MesosOperator.Core.Master.Views;
using MesosOperator.Core.Resources;
using MesosOperator.Core.Roles;

namespace MesosOperator.Kubernetes.Pictures;

/// <summary>What the master knew at one moment, found by ids.</summary>
internal sealed class Picture(MasterView view)
{
    private readonly Dictionary<FrameworkId, FrameworkView> _completed = view.CompletedFrameworks.ToDictionary(framework => framework.Id);

    /// <summary>When it was taken.</summary>
    public Core.Primitives.Instant At => view.At;

    public IReadOnlyDictionary<FrameworkId, FrameworkView> Frameworks { get; } = view.Frameworks.ToDictionary(framework => framework.Id);

    /// <summary>Unreachable ones too.</summary>
    public IReadOnlyDictionary<AgentId, AgentView> Agents { get; } =
        view.Agents.Concat(view.UnreachableAgents).ToDictionary(agent => agent.Id);

    public IReadOnlyDictionary<RoleName, RoleView> Roles { get; } = view.Roles.ToDictionary(role => role.Name);

    /// <summary>All that agents within reach have.</summary>
    public ResourceQuantities Total { get; } = view.Agents.Aggregate(ResourceQuantities.Empty, (sum, agent) => sum + agent.Total.Quantities);

    /// <summary>Whether a framework was known and is gone.</summary>
    public bool IsCompleted(FrameworkId id) => _completed.ContainsKey(id);
}

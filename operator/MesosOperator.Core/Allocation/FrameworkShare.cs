using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Identity;

namespace MesosOperator.Core.Allocation;

/// <summary>A framework within one of its roles: what it holds there and what it has refused.</summary>
public sealed class FrameworkShare(Framework framework, RoleShare role, int slot) : ShareClient(framework.Id.Value)
{
    /// <summary>The framework.</summary>
    public Framework Framework { get; } = framework;

    /// <summary>The role.</summary>
    public RoleShare Role { get; } = role;

    /// <summary>A small number of its own while its books are open.</summary>
    internal int Slot { get; } = slot;

    /// <summary>What it refused, per agent.</summary>
    internal Dictionary<AgentId, List<OfferFilter>> Filters { get; } = [];
}

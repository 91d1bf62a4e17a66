using MesosOperator.Core.Agents;
using MesosOperator.Core.Resources;

namespace MesosOperator.Core.Allocation;

/// <summary>What stays the same while one agent is looked at.</summary>
internal readonly record struct AgentLook(Shares Shares, Agent Agent, AllocationStage Stage)
{
    public QuotaBook Quotas => Shares.Quotas;

    /// <summary>What of the agent may be offered now.</summary>
    public ResourceSet Free { get; } = Agent.HasShared ? Agent.Shared.Unoffered(Agent.Free) : Agent.Free;

    /// <summary>Whether it could be enough for anybody.</summary>
    public bool MayBeWorthOffering(ResourceSet resources) =>
        Shares.OwnMinimums > 0 ? !resources.IsEmpty : Shares.MinAllocatable.Allows(resources);

    /// <summary>What is shared is never used up: alone it would be offered again and again.</summary>
    public bool IsWorthOffering(ResourceSet resources, FrameworkShare framework) =>
        (framework.MinAllocatable ?? Shares.MinAllocatable).Allows(resources) && (!resources.HasShared || !resources.Exclusive.IsEmpty);
}

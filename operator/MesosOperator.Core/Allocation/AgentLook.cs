using MesosOperator.Core.Agents;
using MesosOperator.Core.Resources;

namespace MesosOperator.Core.Allocation;

/// <summary>What stays the same while one agent is looked at.</summary>
internal readonly record struct AgentLook(Shares Shares, Agent Agent, AllocationStage Stage)
{
    public QuotaBook Quotas => Shares.Quotas;

    /// <summary>What of the agent may be offered now.</summary>
    public ResourceSet Free { get; } = Agent.HasShared ? Agent.Shared.Unoffered(Agent.Free) : Agent.Free;

    /// <summary>The scalars of which something is free, where without them nothing is worth offering to anybody; otherwise null.</summary>
    private ulong? FreeNames { get; } = Shares.Quotas.HasLimits && Agent.Free.IsPlain && Shares.OwnMinimums == 0 && !Shares.MinAllocatable.Allows(ResourceSet.Empty)
        ? Shares.Quotas.BitsOf(Agent.Free.UnreservedQuantities)
        : null;

    /// <summary>Whether limits leave a role nothing of what is free, as is known without looking closer.</summary>
    public bool IsBeyondLimits(QuotaAccount account) => FreeNames is { } names && (names & ~account.FullNames) == 0;

    /// <summary>Whether it could be enough for anybody.</summary>
    public bool MayBeWorthOffering(ResourceSet resources) =>
        Shares.OwnMinimums > 0 ? !resources.IsEmpty : Shares.MinAllocatable.Allows(resources);

    /// <summary>What is shared is never used up: alone it would be offered again and again.</summary>
    public bool IsWorthOffering(ResourceSet resources, FrameworkShare framework) =>
        (framework.MinAllocatable ?? Shares.MinAllocatable).Allows(resources) && (!resources.HasShared || !resources.Exclusive.IsEmpty);
}

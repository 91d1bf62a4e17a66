using MesosOperator.Core.Agents;
using MesosOperator.Core.Resources;

namespace MesosOperator.Core.Invariants;

/// <summary>What an agent has is free, offered or used: nothing appears, nothing vanishes. What is shared is free at all times.</summary>
public static class ResourcesAreConserved
{
    /// <summary>What breaks the law, or null.</summary>
    public static string? Violation(Agent agent)
    {
        var offered = agent.Offers.Values.Aggregate(ResourceSet.Empty, (sum, offer) => sum + offer.Resources);
        var used = agent.Tasks.Values.Where(task => task.HoldsResources)
            .Aggregate(ResourceSet.Empty, (sum, task) => sum + task.Info.Resources);
        used = agent.Executors.Values.Aggregate(used, (sum, executor) => sum + executor.Resources);
        used = agent.GivenUp.Values.Aggregate(used, (sum, copy) => sum + copy.Held);
        return (agent.Free + offered.Exclusive + used.Exclusive).Equals(agent.Total)
            ? null
            : $"agent {agent.Id} has {agent.Total}, but {agent.Free} is free, {offered} is offered and {used} is used";
    }
}

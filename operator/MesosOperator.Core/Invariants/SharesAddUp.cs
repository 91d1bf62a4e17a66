using MesosOperator.Core.Agents;
using MesosOperator.Core.Allocation;
using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Resources;
using MesosOperator.Core.Roles;

namespace MesosOperator.Core.Invariants;

/// <summary>The books agree with what is really offered and used: a framework's share with its holdings, a role's with those of its frameworks.</summary>
public static class SharesAddUp
{
    /// <summary>What breaks the law, or null.</summary>
    public static string? Violation(Shares shares, IEnumerable<Agent> agents, IEnumerable<Framework> frameworks)
    {
        var held = Holdings(agents);
        foreach (var role in shares.Roles)
        {
            var sum = ResourceQuantities.Empty;
            foreach (var framework in frameworks)
            {
                var booked = shares.Find(framework.Id, role.Name)?.Held.ToQuantities() ?? ResourceQuantities.Empty;
                var real = held.GetValueOrDefault((framework.Id, role.Name), ResourceQuantities.Empty);
                if (!booked.Equals(real))
                    return $"framework {framework.Id} holds {real} in role {role.Name}, but is booked with {booked}";
                sum += booked;
            }

            if (!role.Held.ToQuantities().Equals(sum))
                return $"role {role.Name} is booked with {role.Held.ToQuantities()}, but its frameworks hold {sum}";
        }

        return null;
    }

    private static SortedDictionary<(FrameworkId, RoleName), ResourceQuantities> Holdings(IEnumerable<Agent> agents)
    {
        var held = new SortedDictionary<(FrameworkId, RoleName), ResourceQuantities>();
        foreach (var agent in agents)
        {
            var here = new SortedDictionary<(FrameworkId, RoleName), ResourceSet>();
            foreach (var offer in agent.Offers.Values)
                Add(here, (offer.FrameworkId, offer.Role), offer.Resources);
            foreach (var task in agent.Tasks.Values.Where(task => task.HoldsResources))
                Add(here, (task.FrameworkId, task.Role), task.Info.Resources);
            foreach (var executor in agent.Executors.Values)
                Add(here, (executor.FrameworkId, executor.Role), executor.Resources);
            foreach (var copy in agent.GivenUp.Values)
                Add(here, (copy.FrameworkId, copy.Role), copy.Held);
            foreach (var (who, resources) in here)
                held[who] = held.GetValueOrDefault(who, ResourceQuantities.Empty) + resources.Quantities;
        }

        return held;
    }

    /// <summary>A shared volume counts once, however often it is held.</summary>
    private static void Add(SortedDictionary<(FrameworkId, RoleName), ResourceSet> held, (FrameworkId, RoleName) who, ResourceSet resources) =>
        held[who] = held.GetValueOrDefault(who, ResourceSet.Empty) + resources;
}

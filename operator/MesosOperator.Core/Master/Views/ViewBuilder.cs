using System.Collections.Immutable;
using MesosOperator.Core.Agents;
using MesosOperator.Core.Allocation;
using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Master.State;
using MesosOperator.Core.Offers;
using MesosOperator.Core.Resources;
using MesosOperator.Core.Roles;
using MesosOperator.Core.Tasks;

namespace MesosOperator.Core.Master.Views;

/// <summary>Copies the state for readers. Tasks and offers never change, so only the lists of them are copied.</summary>
internal static class ViewBuilder
{
    public static MasterView Build(MasterState state)
    {
        FrameworkView[] frameworks = [.. state.Frameworks.Values.Select(ViewOf)];
        var unmet = frameworks.SelectMany(framework => framework.Demands).Where(demand => demand.Unmet > 0).ToArray();
        var filters = FiltersOf(state);
        return new(
            state.MasterId,
            state.Now,
            [.. state.Agents.Values.Select(ViewOf)],
            [.. state.UnreachableAgents.Values.Select(ViewOf)],
            [.. frameworks],
            [.. state.CompletedFrameworks.Values.Select(ViewOf)],
            [.. state.Shares.Tree.Root.All.Select(place => ViewOf(place, state, unmet, filters))],
            [.. state.Offers.Values])
        {
            GoneAgents = [.. state.GoneAgents.Select(gone => gone.Key)],
            Quotas = state.Shares.Quotas.Quotas.ToImmutableSortedDictionary(),
            WeightsMilli = state.Shares.Tree.WeightsMilli.ToImmutableSortedDictionary(),
            Maintenance = state.Maintenance,
            Revision = state.Revision,
        };
    }

    private static AgentView ViewOf(Agent agent) => new(agent.Id, agent.Info, agent.State, agent.RegisteredAt)
    {
        ReregisteredAt = agent.ReregisteredAt,
        UnreachableSince = agent.UnreachableSince,
        Duty = agent.Duty,
        Unavailability = agent.Unavailability,
        InverseStatuses = [.. agent.InverseStatuses.Values],
        TaskCount = agent.Tasks.Count,
        IsRecovering = agent.IsRecovering,
        GivenUp = [.. agent.GivenUp.Values],
        Books = agent.Info.IsElastic || agent.Epoch > 0 ? agent.Books : AgentBooks.Empty,
        Total = agent.Total,
        Offered = Sum(agent.Offers.Values.Select(offer => offer.Resources)),
        Free = agent.Free,
        UsedTogether = agent.Total.HasShared ? SharedBy(agent.Tasks.Values) : ResourceSet.Empty,
    };

    private static FrameworkView ViewOf(Framework framework) =>
        new(framework.Id, framework.Info, framework.State, framework.RegisteredAt)
        {
            ReregisteredAt = framework.ReregisteredAt,
            UnregisteredAt = framework.UnregisteredAt,
            Constraints = framework.Constraints,
            SuppressedRoles = framework.SuppressedRoles,
            Tasks = framework.Tasks.ToImmutableValues(),
            CompletedTasks = [.. framework.CompletedTasks],
            Offers = [.. framework.Offers.Values],
            InverseOffers = [.. framework.InverseOffers.Values],
            Operations = [.. framework.Operations.Values.Select(operation => operation.Status)],
            Demands = DemandBuilder.Build(framework),
            Executors = [.. framework.Executors.Values],
        };

    private static RoleView ViewOf(RoleNode place, MasterState state, DemandView[] unmet, SortedDictionary<RoleName, int> filters)
    {
        var share = place.DominantShare(state.Shares.Totals);
        var role = new RoleName(place.Key);
        return new(
            role,
            place.WeightMilli / 1000.0,
            share.ToDouble() * place.WeightMilli / 1000,
            place.Held.ToQuantities(),
            place.Leaf is null ? [] : [.. state.Frameworks.Values.Where(framework => framework.Info.Roles.Contains(role)).Select(framework => framework.Id)])
        {
            UnmetDemand = unmet.Where(demand => demand.Demand.Role.IsAtOrBelow(role.Value))
                .Aggregate(ResourceQuantities.Empty, (sum, demand) => sum + demand.Demand.Resources * demand.Unmet),
            ActiveFilters = filters.GetValueOrDefault(role),
        };
    }

    /// <summary>What is shared is free, however many use it.</summary>
    private static SortedDictionary<RoleName, int> FiltersOf(MasterState state)
    {
        var filters = new SortedDictionary<RoleName, int>();
        foreach (var framework in state.Frameworks.Values)
            foreach (var role in framework.Info.Roles)
                if (state.Shares.Find(framework.Id, role) is { Filters.Count: > 0 and var count })
                    filters[role] = filters.GetValueOrDefault(role) + count;
        return filters;
    }

    private static ResourceSet SharedBy(IEnumerable<LaunchedTask> tasks) =>
        Sum(tasks.Where(task => task.HoldsResources && task.Info.Resources.HasShared).Select(task => task.Info.Resources.Where(resource => resource.Traits.IsShared)));

    private static ResourceSet Sum(IEnumerable<ResourceSet> sets) => sets.Aggregate(ResourceSet.Empty, (sum, next) => sum + next);
}

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
        return new(
            state.MasterId,
            state.Now,
            [.. state.Agents.Values.Select(ViewOf)],
            [.. state.UnreachableAgents.Values.Select(ViewOf)],
            [.. state.Frameworks.Values.Select(ViewOf)],
            [.. state.CompletedFrameworks.Values.Select(ViewOf)],
            [.. state.Shares.Roles.Select(role => ViewOf(role, state))],
            [.. state.Offers.Values])
        {
            GoneAgents = [.. state.GoneAgents.Select(gone => gone.Key)],
            Quotas = state.Shares.Quotas.Quotas.ToImmutableSortedDictionary(),
            WeightsMilli = state.Shares.Tree.WeightsMilli.ToImmutableSortedDictionary(),
            Revision = state.Revision,
        };
    }

    private static AgentView ViewOf(Agent agent) => new(agent.Id, agent.Info, agent.State, agent.RegisteredAt)
    {
        ReregisteredAt = agent.ReregisteredAt,
        UnreachableSince = agent.UnreachableSince,
        Duty = agent.Duty,
        TaskCount = agent.Tasks.Count,
        IsRecovering = agent.IsRecovering,
        Total = agent.Total,
        Offered = Sum(agent.Offers.Values.Select(offer => offer.Resources)),
        Used = agent.Total - agent.Free - Sum(agent.Offers.Values.Select(offer => offer.Resources)),
    };

    private static FrameworkView ViewOf(Framework framework) =>
        new(framework.Id, framework.Info, framework.State, framework.RegisteredAt)
        {
            ReregisteredAt = framework.ReregisteredAt,
            UnregisteredAt = framework.UnregisteredAt,
            Tasks = [.. framework.Tasks.Values],
            CompletedTasks = [.. framework.CompletedTasks],
            Offers = [.. framework.Offers.Values],
            Operations = [.. framework.Operations.Values.Select(operation => operation.Status)],
            Used = Used(framework.Tasks.Values),
            Offered = Sum(framework.Offers.Values.Select(offer => offer.Resources)),
        };

    private static RoleView ViewOf(RoleShare role, MasterState state)
    {
        var share = role.Node.DominantShare(state.Shares.Totals);
        var frameworks = state.Frameworks.Values.Where(framework => framework.Info.Roles.Contains(role.Name));
        return new(
            role.Name,
            role.Node.WeightMilli / 1000.0,
            share.ToDouble() * role.Node.WeightMilli / 1000,
            role.Held.ToQuantities(),
            [.. frameworks.Select(framework => framework.Id)]);
    }

    private static ResourceSet Used(IEnumerable<LaunchedTask> tasks) =>
        Sum(tasks.Where(task => task.HoldsResources).Select(task => task.Info.Resources));

    private static ResourceSet Sum(IEnumerable<ResourceSet> sets) => sets.Aggregate(ResourceSet.Empty, (sum, next) => sum + next);
}

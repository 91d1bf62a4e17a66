using System.Collections.Immutable;
using MesosOperator.Core.Agents;
using MesosOperator.Core.Allocation;
using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Master.State;
using MesosOperator.Core.Primitives;
using MesosOperator.Core.Roles;

namespace MesosOperator.Core.Master.Views;

/// <summary>Asks the allocation about a framework, agent by agent; the work is bounded however many agents there are.</summary>
internal static class OutlookBuilder
{
    public static FrameworkOutlook? Build(MasterState state, FrameworkId id)
    {
        if (state.Frameworks.Find(id) is not { } framework)
            return null;
        // Every n-th, so that those of all places and times have their part.
        var step = 1 + state.Agents.Count / FrameworkOutlook.MaxAgents;
        var agents = state.Agents.Values.Where((_, index) => index % step == 0).ToArray();
        return new(id, framework.State, state.Agents.Count, agents.Length, state.AwaitsAgents, [.. framework.Info.Roles.Select(role => Of(state, framework, role, agents))]);
    }

    private static RoleOutlook Of(MasterState state, Framework framework, RoleName role, Agent[] agents)
    {
        var share = state.Shares.Find(framework.Id, role)!;
        var (counts, examples) = (new SortedDictionary<OfferVerdict, int>(), new SortedDictionary<OfferVerdict, AgentId>());
        var until = Instant.Never;
        foreach (var agent in agents)
        {
            var verdict = Explanation.Of(state.Shares, share, agent);
            counts[verdict] = counts.GetValueOrDefault(verdict) + 1;
            examples.TryAdd(verdict, agent.Id);
            if (verdict == OfferVerdict.Refused && agent.Refusals.Of(share.Slot).Min(filter => filter.Until) is var end && end < until)
                until = end;
        }

        return new(role, counts.ToImmutableSortedDictionary())
        {
            IsSuppressed = framework.SuppressedRoles.Contains(role),
            Demands = [.. DemandBuilder.Build(framework).Where(demand => demand.Demand.Role == role)],
            OutstandingOffers = framework.Offers.Values.Count(offer => offer.Role == role),
            RefusedUntil = until < Instant.Never ? until : null,
            Examples = examples.ToImmutableSortedDictionary(),
        };
    }
}

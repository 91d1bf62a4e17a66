using MesosOperator.Core.Agents;
using MesosOperator.Core.Allocation;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Master.State;
using MesosOperator.Core.Resources;
using MesosOperator.Core.Roles;

namespace MesosOperator.Core.Master.Decisions;

/// <summary>What quotas must satisfy; a refusal says by how much they do not (semantics 3.14).</summary>
internal static class QuotaRules
{
    public static string? Problem(MasterState state, OperatorCommand.UpdateQuota update)
    {
        var seen = new HashSet<RoleName>();
        foreach (var config in update.Configs)
        {
            if (!seen.Add(config.Role))
                return $"Role '{config.Role}' is given more than one quota";
            if ((FormProblem(state, config) ?? LimitProblem(state, config, update.Overcommit)) is { } problem)
                return $"Invalid quota for role '{config.Role}': {problem}";
        }

        if (MayContradict(state, update) && QuotaForest.Problem(With(update, state.Shares.Quotas.Quotas.Where(quota => IsRelated(quota.Key, update)))) is { } contradiction)
            return $"Invalid QuotaConfig: {contradiction}";
        return update.Overcommit == Overcommit.Allow ? null : CapacityProblem(state, update);
    }

    private static string? FormProblem(MasterState state, QuotaConfig config)
    {
        if (RoleName.Problem(config.Role.Value) is { } problem)
            return problem;
        if (config.Role == RoleName.Any)
            return "the default role '*' cannot have a quota";
        if (!state.Settings.Knows(config.Role) && !config.Quota.IsNone)
            return "the role is unknown";
        foreach (var guarantee in config.Quota.Guarantees.Items)
            if (config.Quota.Limits.Get(guarantee.Name) is { } limit && limit < guarantee.Amount)
                return $"guarantee {guarantee} is more than the limit {guarantee.Name}:{limit}";
        return null;
    }

    private static string? LimitProblem(MasterState state, QuotaConfig config, Overcommit overcommit)
    {
        var consumed = state.Shares.Quotas.Consumed(config.Role);
        return overcommit == Overcommit.Allow || config.Quota.Limits.Allow(consumed)
            ? null
            : $"the role consumes {consumed}, which is more than the limit {config.Quota.Limits}";
    }

    /// <summary>Roles that all stand at the top have nothing to do with each other.</summary>
    private static bool MayContradict(MasterState state, OperatorCommand.UpdateQuota update) =>
        state.Shares.Quotas.HasNested || update.Configs.Any(config => config.Role.IsNested);

    /// <summary>Whether a role stands in a tree with one that is given a quota.</summary>
    private static bool IsRelated(RoleName role, OperatorCommand.UpdateQuota update)
    {
        foreach (var config in update.Configs)
            if (role.Top == config.Role.Top)
                return true;
        return false;
    }

    /// <summary>The quotas as they would be.</summary>
    private static Dictionary<RoleName, Quota> With(OperatorCommand.UpdateQuota update, IEnumerable<KeyValuePair<RoleName, Quota>> present)
    {
        var quotas = present.ToDictionary();
        foreach (var config in update.Configs)
            if (config.Quota.IsNone)
                quotas.Remove(config.Role);
            else
                quotas[config.Role] = config.Quota;
        return quotas;
    }

    /// <summary>All guarantees together must fit in what connected agents have and no agent has reserved by itself (case Q23).</summary>
    private static string? CapacityProblem(MasterState state, OperatorCommand.UpdateQuota update)
    {
        if (update.Configs.All(config => config.Quota.Guarantees.IsEmpty))
            return null;
        var guaranteed = QuotaForest.Promised(With(update, state.Shares.Quotas.Quotas));
        var capacity = state.Agents.Values.Where(agent => agent.IsConnected)
            .Aggregate(ResourceQuantities.Empty, (sum, agent) => sum + NotReservedByItself(agent));
        return capacity.Covers(guaranteed)
            ? null
            : $"Invalid QuotaConfig: total quota guarantees '{guaranteed}' exceed cluster capacity '{capacity}' (use 'force' flag to bypass this check)";
    }

    private static ResourceQuantities NotReservedByItself(Agent agent) => agent.Total.IsPlain
        ? agent.Total.Quantities
        : agent.Total.Where(resource => resource.Traits.Reservations is not [{ Kind: ReservationKind.Static }, ..]).Quantities;
}

using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Master.Events;
using MesosOperator.Core.Master.State;
using MesosOperator.Core.Roles;

namespace MesosOperator.Core.Master.Decisions;

/// <summary>Quotas and weights, set by a person or a controller.</summary>
internal static class RoleDecisions
{
    public static Refusal? Decide(MasterState state, OperatorCommand.UpdateQuota update, List<MasterEvent> events)
    {
        if (QuotaRules.Problem(state, update) is { } problem)
            return new(RefusalKind.Invalid, problem);
        foreach (var config in update.Configs)
            events.Add(new RoleEvent.QuotaSet(config.Role, config.Quota));
        QuotaRescinds.Decide(state, update, events);
        return null;
    }

    public static Refusal? Decide(MasterState state, OperatorCommand.UpdateWeights update, List<MasterEvent> events)
    {
        foreach (var (role, weight) in update.WeightsMilli)
        {
            if (RoleName.Problem(role.Value) is { } problem)
                return new(RefusalKind.Invalid, problem);
            if (!state.Settings.Knows(role))
                return new(RefusalKind.Invalid, $"Unknown role '{role}'");
            if (weight <= 0)
                return new(RefusalKind.Invalid, $"Invalid weight '{weight / 1000.0}' for role '{role}': weights must be positive");
        }

        foreach (var (role, weight) in update.WeightsMilli)
            events.Add(new RoleEvent.WeightSet(role, weight));
        return null;
    }
}

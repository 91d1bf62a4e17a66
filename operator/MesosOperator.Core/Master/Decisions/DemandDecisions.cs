using System.Collections.Immutable;
using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Master.Events;
using MesosOperator.Core.Master.State;

namespace MesosOperator.Core.Master.Decisions;

/// <summary>REQUEST: what a framework says that it needs. Mesos' own allocator ignores it; here offers and pools of machines follow it.</summary>
internal static class DemandDecisions
{
    public static Refusal? Decide(MasterState state, FrameworkCommand.StateDemand call, List<MasterEvent> events)
    {
        var framework = state.Frameworks[call.FrameworkId];
        if ((call.Defect ?? Problem(framework.Info, call.Demands)) is { } problem)
            return new(RefusalKind.Invalid, problem);
        ImmutableArray<Demand> demands = [.. call.Demands.Select(stated =>
            new Demand(stated.Role ?? framework.Info.Roles[0], stated.Resources, stated.Count))];
        if (!framework.Demands.SequenceEqual(demands))
            events.Add(new FrameworkEvent.DemandStated(framework.Id, demands));
        return null;
    }

    private static string? Problem(FrameworkInfo framework, ImmutableArray<StatedDemand> demands)
    {
        if (demands.Length > Demand.MaxPerFramework)
            return $"A framework may state at most {Demand.MaxPerFramework} kinds of demand, not {demands.Length}";
        if (framework.Roles.IsEmpty && !demands.IsEmpty)
            return "A framework without a role may not state a demand";
        foreach (var demand in demands)
        {
            if (demand.Role is { } role && !framework.Roles.Contains(role))
                return $"Demand in role '{role}', which the framework does not have";
            if (demand.Resources.IsEmpty)
                return "Demand for no resources";
            if (demand.Count is < 1 or > Demand.MaxCount)
                return $"Demand for {demand.Count} tasks: must be 1 to {Demand.MaxCount}";
        }

        return null;
    }
}

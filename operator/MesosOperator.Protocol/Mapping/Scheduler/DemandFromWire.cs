using System.Collections.Immutable;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Protocol.Mapping.Resources;
using MesosOperator.Protocol.Mesos.V1.Scheduler;

namespace MesosOperator.Protocol.Mapping.Scheduler;

/// <summary>
/// REQUEST: each request is a task that the framework would run on one agent, in the role that its resources are allocated
/// to. An agent that it names is only a wish of Mesos' own interface and not followed.
/// </summary>
internal static class DemandFromWire
{
    public static FrameworkCommand.StateDemand Map(FrameworkId framework, Caller caller, Call.Types.Request request)
    {
        var demands = ImmutableArray.CreateBuilder<StatedDemand>();
        string? defect = null;
        foreach (var wanted in request.Requests)
        {
            var (resources, role, problem) = ResourcesFromWire.Map(wanted.Resources);
            defect ??= problem;
            var demand = new StatedDemand(role, resources.Quantities, 1);
            if (demands.Count > 0 && demands[^1] is var last && last with { Count = 1 } == demand)
                demands[^1] = last with { Count = last.Count + 1 };
            else
                demands.Add(demand);
        }

        return new(framework, caller, demands.ToImmutable()) { Defect = defect };
    }
}

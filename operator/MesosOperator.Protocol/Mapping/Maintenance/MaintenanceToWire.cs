using System.Diagnostics.CodeAnalysis;
using MesosOperator.Core.Maintenance;
using MesosOperator.Core.Master.Views;
using MesosOperator.Protocol.Mesos.V1.Maintenance;
using Answers = MesosOperator.Protocol.Mesos.V1.Allocator;
using Wire = MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Protocol.Mapping.Maintenance;

/// <summary>The schedule of maintenance, and what became of it, as operators and frameworks read them.</summary>
public static class MaintenanceToWire
{
    /// <summary>The schedule, machines that are down included.</summary>
    public static Schedule Schedule(MaintenancePlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return new()
        {
            Windows =
            {
                plan.Windows.Select(window => new Window
                {
                    MachineIds = { window.Machines.Select(Map) },
                    Unavailability = Map(window.Unavailability),
                }),
            },
        };
    }

    /// <summary>The machines that are not up; those still in use with what frameworks said to leaving them.</summary>
    public static ClusterStatus Status(MasterView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return new()
        {
            DrainingMachines =
            {
                view.Maintenance.Draining.Select(machine => new ClusterStatus.Types.DrainingMachine
                {
                    Id = Map(machine),
                    Statuses = { view.Agents.Where(agent => MaintenancePlan.Matches(machine, agent.Info.Hostname, agent.Info.Ip)).SelectMany(agent => agent.InverseStatuses).Select(Map) },
                }),
            },
            DownMachines = { view.Maintenance.Down.Select(Map) },
        };
    }

    /// <summary>When something is unavailable, or null where that is not planned.</summary>
    [return: NotNullIfNotNull(nameof(unavailability))]
    public static Wire.Unavailability? Map(Unavailability? unavailability) => unavailability is null ? null : new()
    {
        Start = new Wire.TimeInfo { Nanoseconds = unavailability.StartNanoseconds },
        Duration = unavailability.DurationNanoseconds is { } duration ? new Wire.DurationInfo { Nanoseconds = duration } : null,
    };

    private static Wire.MachineID Map(MachineId machine)
    {
        var mapped = new Wire.MachineID();
        if (machine.Hostname.Length > 0)
        {
            mapped.Hostname = machine.Hostname;
        }

        if (machine.Ip.Length > 0)
        {
            mapped.Ip = machine.Ip;
        }

        return mapped;
    }

    private static Answers.InverseOfferStatus Map(InverseOfferStatus status) => new()
    {
        Status = status.Answer == InverseAnswer.Accept
            ? Answers.InverseOfferStatus.Types.Status.Accept
            : Answers.InverseOfferStatus.Types.Status.Decline,
        FrameworkId = new Wire.FrameworkID { Value = status.FrameworkId.Value },
        Timestamp = Instants.ToWire(status.At),
    };
}

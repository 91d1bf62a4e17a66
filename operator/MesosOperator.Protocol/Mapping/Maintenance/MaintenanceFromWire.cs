using System.Collections.Immutable;
using System.Net;
using MesosOperator.Core.Maintenance;
using MesosOperator.Protocol.Mesos.V1.Maintenance;
using Wire = MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Protocol.Mapping.Maintenance;

/// <summary>Machines and when they are unavailable, as operators write them. What a schedule must hold is left to the core.</summary>
public static class MaintenanceFromWire
{
    /// <summary>The first machine whose address is none, in words, or null.</summary>
    public static string? Problem(IEnumerable<Wire.MachineID> machines)
    {
        ArgumentNullException.ThrowIfNull(machines);
        return machines.FirstOrDefault(machine => machine.Ip.Length > 0 && !IPAddress.TryParse(machine.Ip, out _)) is { } wrong
            ? $"Machine '{wrong.Hostname}' has no IP address in 'ip': '{wrong.Ip}'"
            : null;
    }

    /// <summary>Maps machines without a <see cref="Problem"/>.</summary>
    public static ImmutableArray<MachineId> Machines(IEnumerable<Wire.MachineID> machines)
    {
        ArgumentNullException.ThrowIfNull(machines);
        return [.. machines.Select(machine => new MachineId(machine.Hostname, machine.Ip.Length == 0 ? "" : IPAddress.Parse(machine.Ip).ToString()))];
    }

    /// <summary>Maps the windows of a schedule whose machines are without a <see cref="Problem"/>.</summary>
    public static ImmutableArray<MaintenanceWindow> Windows(Schedule schedule)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        return [.. schedule.Windows.Select(window => new MaintenanceWindow(
            Machines(window.MachineIds),
            new(window.Unavailability.Start.Nanoseconds, window.Unavailability.Duration?.Nanoseconds)))];
    }
}

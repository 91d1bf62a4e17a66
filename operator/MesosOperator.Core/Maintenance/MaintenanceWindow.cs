using System.Collections.Immutable;

namespace MesosOperator.Core.Maintenance;

/// <summary>Machines that are going to be unavailable at the same time.</summary>
public sealed record MaintenanceWindow(ImmutableArray<MachineId> Machines, Unavailability Unavailability);

using System.Collections.Immutable;
using MesosOperator.AgentRuntime.Devices;

namespace MesosOperator.AgentRuntime.Cgroups;

/// <summary>What a task may use.</summary>
/// <param name="CpuShares">Its weight against other tasks when processors are short; 1024 for each.</param>
/// <param name="CpuQuota">Microseconds of processor time in each <see cref="CpuPeriod"/>; null: what is free.</param>
/// <param name="MemoryBytes">Null: no limit.</param>
/// <param name="Processes">Processes and threads; null: no limit.</param>
internal sealed record CgroupLimits(long CpuShares, long? CpuQuota, long? MemoryBytes, long? Processes)
{
    /// <summary>Devices that it may use besides the usual ones; null: those of all groups within it.</summary>
    public ImmutableArray<DeviceRule>? Devices { get; init; } = [];

    /// <summary>Microseconds, the kernel's own default.</summary>
    public const long CpuPeriod = 100_000;
}

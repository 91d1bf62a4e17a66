using MesosOperator.Core.Resources;

namespace MesosOperator.Benchmarks.Allocator;

/// <summary>Processors, memory and disk, as the benchmarks state them.</summary>
internal static class Amounts
{
    public static ResourceSet Of(long cpus, long memory, long disk) => ResourceSet.Of(
        Resource.Of(ResourceName.Cpus, Amount.FromUnits(cpus)),
        Resource.Of(ResourceName.Memory, Amount.FromUnits(memory)),
        Resource.Of(ResourceName.Disk, Amount.FromUnits(disk)));
}

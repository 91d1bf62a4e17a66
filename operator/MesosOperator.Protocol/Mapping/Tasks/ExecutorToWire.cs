using MesosOperator.Core.Tasks;
using MesosOperator.Protocol.Mapping.Resources;
using Wire = MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Protocol.Mapping.Tasks;

/// <summary>An executor as its agent and operators read it: with its framework, and resources that say their role.</summary>
public static class ExecutorToWire
{
    /// <summary>Maps an executor.</summary>
    public static Wire.ExecutorInfo Map(LaunchedExecutor executor)
    {
        ArgumentNullException.ThrowIfNull(executor);
        var mapped = Payloads.Decode<Wire.ExecutorInfo>(executor.Info.Description);
        mapped.FrameworkId = new Wire.FrameworkID { Value = executor.FrameworkId.Value };
        foreach (var resource in ResourcesToWire.Unallocated(executor.Resources))
        {
            resource.AllocationInfo = new Wire.Resource.Types.AllocationInfo { Role = executor.Role.Value };
            mapped.Resources.Add(resource);
        }

        return mapped;
    }
}

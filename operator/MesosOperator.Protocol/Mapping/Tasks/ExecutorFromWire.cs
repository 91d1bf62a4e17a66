using MesosOperator.Core.Identity;
using MesosOperator.Core.Primitives;
using MesosOperator.Core.Tasks;
using MesosOperator.Protocol.Mapping.Resources;
using Wire = MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Protocol.Mapping.Tasks;

/// <summary>An executor as a framework describes it.</summary>
internal static class ExecutorFromWire
{
    public static MappedExecutor Map(Wire.ExecutorInfo executor)
    {
        var resources = ResourcesFromWire.Map(executor.Resources);
        var info = new ExecutorInfo(new ExecutorId(executor.ExecutorId.Value), Kind(executor), resources.Resources, Description(executor))
        {
            FrameworkId = executor.FrameworkId is { } id ? new FrameworkId(id.Value) : null,
            AllocationRole = resources.AllocationRole,
        };
        return new(info, resources.Problem is { } problem ? $"Executor uses invalid resources: {problem}" : null);
    }

    private static ExecutorKind Kind(Wire.ExecutorInfo executor) => executor.Type switch
    {
        Wire.ExecutorInfo.Types.Type.Default when executor.HasType => ExecutorKind.Default,
        Wire.ExecutorInfo.Types.Type.Custom when executor.HasType => ExecutorKind.Custom,
        _ => ExecutorKind.Unspecified,
    };

    /// <summary>All but what is kept apart, so that two ways to say the same are equal.</summary>
    private static Payload Description(Wire.ExecutorInfo executor)
    {
        var rest = executor.Clone();
        rest.FrameworkId = null;
        rest.Resources.Clear();
        return Payloads.Encode(rest);
    }
}

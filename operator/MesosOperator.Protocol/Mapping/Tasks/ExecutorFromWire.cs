using MesosOperator.Core.Identity;
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
        var info = new ExecutorInfo(new ExecutorId(executor.ExecutorId.Value), Kind(executor), resources.Resources, Payloads.Encode(executor))
        {
            FrameworkId = executor.FrameworkId is { } id ? new FrameworkId(id.Value) : null,
        };
        return new(info, resources.Problem is { } problem ? $"Executor uses invalid resources: {problem}" : null);
    }

    private static ExecutorKind Kind(Wire.ExecutorInfo executor) => executor.Type switch
    {
        Wire.ExecutorInfo.Types.Type.Default when executor.HasType => ExecutorKind.Default,
        Wire.ExecutorInfo.Types.Type.Custom when executor.HasType => ExecutorKind.Custom,
        _ => ExecutorKind.Unspecified,
    };
}

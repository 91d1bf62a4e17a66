using MesosOperator.AgentRuntime.Devices;
using MesosOperator.Protocol.Mesos.V1;
using Attribute = MesosOperator.Protocol.Mesos.V1.Attribute;

namespace MesosOperator.AgentRuntime.Inventory;

/// <summary>What frameworks may choose by where a host has graphics processors: model, least memory, and the names of all.</summary>
internal static class GpuAttributes
{
    public static IEnumerable<Attribute> Of(HostGpus host)
    {
        if (Told(host.Gpus.Select(gpu => gpu.Model)) is { Length: > 0 } models)
            yield return HostAttributes.Text("gpu_model", models);
        if (host.Gpus.Min(gpu => gpu.MemoryMebibytes) is { } memory && host.Gpus.All(gpu => gpu.MemoryMebibytes is not null))
            yield return new Attribute { Name = "gpu_memory_mb", Type = Value.Types.Type.Scalar, Scalar = new Value.Types.Scalar { Value = memory } };
        if (Told(host.Gpus.Select(gpu => gpu.Uuid)) is { Length: > 0 } uuids)
            yield return HostAttributes.Text("gpu_uuids", uuids);
    }

    private static string Told(IEnumerable<string> words) =>
        string.Join(',', words.Where(word => word.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
}

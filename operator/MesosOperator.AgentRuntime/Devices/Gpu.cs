using System.Collections.Immutable;

namespace MesosOperator.AgentRuntime.Devices;

/// <summary>One graphics processor of this host.</summary>
/// <param name="Index">Its number, by which its device file is named.</param>
/// <param name="Uuid">As its driver names it; empty when the driver does not tell.</param>
/// <param name="Model">Empty when the driver does not tell.</param>
/// <param name="MemoryMebibytes">Null when the driver does not tell.</param>
/// <param name="Device">Its device file.</param>
internal sealed record Gpu(int Index, string Uuid, string Model, long? MemoryMebibytes, DeviceRule Device)
{
    /// <summary>What a program finds it by, with a driver of NVIDIA.</summary>
    public string Name => Uuid.Length > 0 ? Uuid : Index.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Where programs look for it.</summary>
    public DeviceNode Node => new(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"/dev/nvidia{Index}"), Device);
}

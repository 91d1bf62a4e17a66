namespace MesosOperator.AgentRuntime.Devices;

/// <summary>A device and where programs look for it.</summary>
/// <param name="Path">Such as <c>/dev/nvidia0</c>.</param>
/// <param name="Rule">Allows all with it.</param>
internal readonly record struct DeviceNode(string Path, DeviceRule Rule);

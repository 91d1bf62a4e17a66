namespace MesosOperator.AgentRuntime.Devices;

/// <summary>What a driver says of a graphics processor.</summary>
internal sealed record GpuFacts(string Uuid, string Model, long? MemoryMebibytes);

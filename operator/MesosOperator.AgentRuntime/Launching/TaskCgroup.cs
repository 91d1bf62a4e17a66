namespace MesosOperator.AgentRuntime.Launching;

/// <summary>Control groups of one program.</summary>
/// <param name="ProcessFiles">The files by which a process joins each.</param>
/// <param name="MemoryV1">Folder of the one of cgroup v1's memory controller; null: none.</param>
/// <param name="MemoryV2">Folder of the one of cgroup v2 with the memory controller; null: none.</param>
internal sealed record TaskCgroup(IReadOnlyList<string> ProcessFiles, string? MemoryV1, string? MemoryV2);

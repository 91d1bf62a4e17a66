using MesosOperator.AgentRuntime.Containers.Images;

namespace MesosOperator.AgentRuntime.Containers.Specs;

/// <summary>What a container's specification needs to know of this host.</summary>
/// <param name="Id">The container's.</param>
/// <param name="User">Who it runs as.</param>
/// <param name="Hostname">What it calls itself.</param>
/// <param name="NameFiles">Folder with its hosts, hostname and resolv.conf.</param>
/// <param name="Cgroup">Its control group, as all controllers have it; null: one that the runtime names.</param>
/// <param name="HasCgroupV2">Whether the host's control groups are of version 2.</param>
/// <param name="ScoreAdjustment">How readily the kernel kills it when memory is short; null: as readily as the runtime itself.</param>
internal sealed record RunContext(string Id, ImageUser User, string Hostname, string NameFiles, string? Cgroup, bool HasCgroupV2, int? ScoreAdjustment = null);

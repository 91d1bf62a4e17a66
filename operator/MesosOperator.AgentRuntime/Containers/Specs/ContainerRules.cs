using MesosOperator.AgentRuntime.Isolation;

namespace MesosOperator.AgentRuntime.Containers.Specs;

/// <summary>What the host's administrator allows containers.</summary>
/// <param name="AllowsPrivileged">Whether tasks may have privileged containers, and such without a filter of system calls.</param>
/// <param name="LastCapability">Number of the last capability that the kernel knows.</param>
/// <param name="Privileges">What holds for all tasks.</param>
internal sealed record ContainerRules(bool AllowsPrivileged, int LastCapability, PrivilegeRules Privileges);

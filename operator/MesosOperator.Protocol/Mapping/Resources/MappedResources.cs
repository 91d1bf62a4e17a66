using MesosOperator.Core.Resources;
using MesosOperator.Core.Roles;

namespace MesosOperator.Protocol.Mapping.Resources;

/// <summary>Resources as the core counts them, or the first fault that keeps them from being counted.</summary>
/// <param name="Resources">What is well formed of them.</param>
/// <param name="AllocationRole">The role that they say they are allocated to; null where none of them does.</param>
/// <param name="Problem">The first fault in the words of a Mesos master, or null.</param>
public sealed record MappedResources(ResourceSet Resources, RoleName? AllocationRole, string? Problem);

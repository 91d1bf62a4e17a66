using System.Collections.Immutable;
using MesosOperator.Core.Agents;
using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Identity;

namespace MesosOperator.Runtime.Ports;

/// <summary>All that a store keeps. Removed frameworks stay known by their id, since it may not come back.</summary>
public sealed record ClusterContents(
    ImmutableSortedDictionary<FrameworkId, FrameworkInfo> Frameworks,
    ImmutableSortedDictionary<AgentId, AgentInfo> Agents,
    ImmutableSortedSet<FrameworkId> RemovedFrameworks);

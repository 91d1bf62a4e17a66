using System.Collections.Immutable;
using MesosOperator.AgentRuntime.Launching;

namespace MesosOperator.AgentRuntime.Cgroups;

/// <summary>
/// The control groups of one agent, each below a folder of the agent's own (<c>mesos-operator/AGENT/TASK</c>); what else
/// is there is never touched. Names are those of runs: letters,
/// digits and hyphens; the name of a group within another follows that one's, after a slash.
/// </summary>
internal interface ICgroups : IPresentCgroups
{
    /// <summary>In words for an attribute: v1, v2 or none.</summary>
    string Version { get; }

    /// <summary>What can be limited: of cpu, memory, pids, devices.</summary>
    ImmutableArray<string> Controllers { get; }

    /// <summary>Makes a group with limits; nothing is in it yet. Limits without a controller are left out.</summary>
    /// <returns>How to join it; null where there are no control groups.</returns>
    /// <exception cref="IOException">The kernel refuses, as when there are too many.</exception>
    TaskCgroup? Create(string name, CgroupLimits limits);

    /// <summary>Kills whatever is in a group and removes it. False when something in it does not end.</summary>
    bool Remove(string name);

    /// <summary>Removes the agent's own folder when nothing is in it.</summary>
    void Leave();
}

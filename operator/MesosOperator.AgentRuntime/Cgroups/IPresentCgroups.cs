using MesosOperator.AgentRuntime.Launching;
using MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.AgentRuntime.Cgroups;

/// <summary>The control groups that an agent has made, as they are.</summary>
internal interface IPresentCgroups
{
    /// <summary>How to join one; null where there are no control groups.</summary>
    TaskCgroup? Find(string name);

    /// <summary>Groups of this agent, also of its earlier lives.</summary>
    IReadOnlyCollection<string> Names();

    /// <summary>Adds what a group has used so far; nothing of what the kernel does not tell.</summary>
    void Measure(string name, ResourceStatistics into);
}

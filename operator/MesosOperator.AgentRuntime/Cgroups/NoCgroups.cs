using System.Collections.Immutable;
using MesosOperator.AgentRuntime.Launching;
using MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.AgentRuntime.Cgroups;

/// <summary>A host without control groups, or an agent that may not use them.</summary>
internal sealed class NoCgroups : ICgroups
{
    public string Version => "none";

    public ImmutableArray<string> Controllers => [];

    public TaskCgroup? Create(string name, CgroupLimits limits) => null;

    public TaskCgroup? Find(string name) => null;

    public IReadOnlyCollection<string> Names() => [];

    public void Measure(string name, ResourceStatistics into)
    {
    }

    public bool Remove(string name) => true;

    public void Leave()
    {
    }
}

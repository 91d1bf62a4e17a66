using System.Collections.Immutable;
using MesosOperator.Protocol.Mesos.V1;
using Capability = MesosOperator.Protocol.Mesos.V1.AgentInfo.Types.Capability;

namespace MesosOperator.AgentRuntime.Pictures;

/// <summary>What an agent is and runs at one moment. Nothing in it changes afterwards.</summary>
/// <param name="Info">With the id, once the agent has one.</param>
/// <param name="Address">IP address at which frameworks reach the host.</param>
/// <param name="Capabilities">What it can do.</param>
/// <param name="IsRegistered">Whether the operator hears it.</param>
/// <param name="Total">All resources, with what was made of them.</param>
/// <param name="Runs">What runs, or is about to.</param>
/// <param name="Ended">What ran until lately; the newest last.</param>
/// <param name="Updates">How many status updates there were of each state since the agent began.</param>
internal sealed record AgentPicture(
    AgentInfo Info,
    string Address,
    ImmutableArray<Capability> Capabilities,
    bool IsRegistered,
    ImmutableArray<Resource> Total,
    ImmutableArray<RunPicture> Runs,
    ImmutableArray<RunPicture> Ended,
    ImmutableSortedDictionary<TaskState, long> Updates)
{
    /// <summary>Null until the operator has given one.</summary>
    public string? AgentId => Info.Id?.Value;

    /// <summary>What has resources of its own: executors, also those that command tasks have in form only, but not the tasks of groups.</summary>
    public IEnumerable<RunPicture> Executors => Runs.Where(run => run.Launch.Member is null);

    /// <summary>The same by framework, in the order of their first.</summary>
    public IEnumerable<IGrouping<string, RunPicture>> ByFramework => Executors.GroupBy(run => run.Launch.Key.FrameworkId);

    /// <summary>The run of a container; null where none runs that is called so.</summary>
    public RunPicture? Find(string containerId) => Runs.FirstOrDefault(run => run.Launch.ContainerId == containerId);
}

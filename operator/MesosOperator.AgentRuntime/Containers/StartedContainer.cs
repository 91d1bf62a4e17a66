using System.Collections.Immutable;
using MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.AgentRuntime.Containers;

/// <summary>What came of a launch: the first process of the container, or why there is none.</summary>
/// <param name="Pid">Its number on the host.</param>
/// <param name="Problem">For the framework to read; null: it runs.</param>
/// <param name="Networks">Its own addresses; empty: those of the host.</param>
internal sealed record StartedContainer(int Pid, string? Problem, ImmutableArray<NetworkInfo> Networks)
{
    public static StartedContainer Failed(string problem) => new(0, problem, []);
}

using MesosOperator.Core.Primitives;

namespace MesosOperator.AgentRuntime.Agents;

/// <summary>What is told of a run, whatever it is of.</summary>
internal interface IRunTable
{
    void Launched(AgentInput.Launched launched, Instant now);

    void LaunchFailed(AgentInput.LaunchFailed failed, Instant now);

    void Exited(AgentInput.Exited exited, Instant now);

    void DiskExceeded(AgentInput.DiskExceeded exceeded);
}

using MesosOperator.AgentRuntime.Tasks;

namespace MesosOperator.AgentRuntime.Hooks;

/// <summary>
/// Undoes or hands over one aspect of a task. Called exactly once for each launch, after its process has ended, in the
/// reverse order of the list, and also where its preparation failed or was never reached.
/// </summary>
internal interface ICleanUp
{
    ValueTask CleanUpAsync(TaskLaunch launch);
}

using System.Collections.Immutable;
using MesosOperator.AgentRuntime.Hooks;

namespace MesosOperator.AgentRuntime.Agents;

/// <summary>The one list of what happens to a task before it starts, in this order, and after it has ended, in reverse.</summary>
internal sealed record TaskHooks(ImmutableArray<IPrepare> Preparations, ImmutableArray<ICleanUp> CleanUps)
{
    public static TaskHooks Standard(string mark, string workDirectory, SandboxHook sandbox) => new(
        [new SupportHook(), sandbox, new VolumeHook(workDirectory), new EnvironmentHook(mark), new CommandHook(), new UserHook()],
        [sandbox]);
}

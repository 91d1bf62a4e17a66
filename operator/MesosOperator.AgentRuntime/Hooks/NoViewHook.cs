using MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.AgentRuntime.Hooks;

/// <summary>Where there are no namespaces: refuses a task that needs one, rather than running it without.</summary>
internal sealed class NoViewHook : IPrepareProcess
{
    public ValueTask<string?> PrepareAsync(TaskDraft draft, CancellationToken stop) => ValueTask.FromResult(
        draft.Launch.Task.Container?.LinuxInfo is { IpcMode: LinuxInfo.Types.IpcMode.Private }
            ? "This agent has no namespaces, and so no private ipc_mode"
            : null);
}

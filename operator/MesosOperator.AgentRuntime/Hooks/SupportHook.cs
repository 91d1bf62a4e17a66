using MesosOperator.AgentRuntime.Tasks;
using MesosOperator.Protocol.Mapping.Tasks;
using MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.AgentRuntime.Hooks;

/// <summary>Refuses a task that asks for something this agent cannot do, or nobody can, rather than running it without.</summary>
internal sealed class SupportHook : IPrepare
{
    public ValueTask<string?> PrepareAsync(TaskDraft draft, CancellationToken stop)
    {
        var task = draft.Launch.Task;
        return ValueTask.FromResult(ProblemOf(task) ?? ResourceDefects.Find(task) ?? CheckDefects.Find(task));
    }

    private static string? ProblemOf(TaskInfo task)
    {
        if (task.Container is not { } container || TaskImages.NameOf(task) is not null || IsPlain(container))
            return null;
        return container.Volumes.FirstOrDefault(volume => volume.HasHostPath) is { } volume
            ? $"The volume at '{volume.ContainerPath}' is of the host, which this agent can show to tasks with an image alone"
            : "This agent does not support containers";
    }

    /// <summary>Nothing but the wish for Mesos' own containerizer, limits of setrlimit(2), what is said of Linux, and volumes of sandboxes.</summary>
    private static bool IsPlain(ContainerInfo container)
    {
        var rest = container.Clone();
        rest.Mesos = null;
        rest.RlimitInfo = null;
        rest.LinuxInfo = null;
        rest.Volumes.Clear();
        rest.Volumes.Add(container.Volumes.Where(volume => !SandboxVolumeHook.Takes(volume)));
        return container.Mesos?.Image is null && rest.Equals(new ContainerInfo { Type = ContainerInfo.Types.Type.Mesos });
    }
}

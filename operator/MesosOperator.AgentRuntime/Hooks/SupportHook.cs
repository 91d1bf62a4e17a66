using MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.AgentRuntime.Hooks;

/// <summary>Refuses a task that asks for something this agent cannot do, rather than running it without.</summary>
internal sealed class SupportHook : IPrepare
{
    public ValueTask<string?> PrepareAsync(TaskDraft draft, CancellationToken stop)
    {
        var missing = Missing(draft.Launch.Task).ToList();
        return ValueTask.FromResult(missing.Count == 0 ? null : $"This agent does not support {string.Join(", ", missing)}");
    }

    private static IEnumerable<string> Missing(TaskInfo task)
    {
        if (task.Container is { } container && !IsPlain(container))
            yield return "containers";
        if (task.HealthCheck is not null)
            yield return "health checks";
        if (task.Check is not null)
            yield return "checks";
    }

    /// <summary>Nothing but the wish for Mesos' own containerizer, and limits of setrlimit(2).</summary>
    private static bool IsPlain(ContainerInfo container)
    {
        var rest = container.Clone();
        rest.Mesos = null;
        rest.RlimitInfo = null;
        return container.Mesos?.Image is null && rest.Equals(new ContainerInfo { Type = ContainerInfo.Types.Type.Mesos });
    }
}

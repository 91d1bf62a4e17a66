using MesosOperator.AgentRuntime.Tasks;
using MesosOperator.Core.Primitives;

namespace MesosOperator.AgentRuntime.Health;

/// <summary>
/// Which task is to be probed when: first after its delay, then one interval after each result, so that no task has two
/// probes of a kind at a time. Pure.
/// </summary>
internal sealed class ProbeSchedule
{
    private readonly Dictionary<TaskKey, TaskHealth> _tasks = [];
    private readonly DeadlineQueue<(TaskKey Task, ProbeKind Kind)> _deadlines;

    public ProbeSchedule() => _deadlines = new((due, at) => Find(due.Task)?.Of(due.Kind)?.DueAt == at);

    public Instant NextDeadline => _deadlines.Soonest;

    public TaskHealth? Find(TaskKey task) => _tasks.GetValueOrDefault(task);

    /// <summary>A task runs; does nothing where it has neither a check nor a health check.</summary>
    /// <param name="launch">The task.</param>
    /// <param name="latest">What an earlier process of the agent has said of it last; null where it begins now.</param>
    /// <param name="startedAt">When it began to run.</param>
    /// <param name="now">The time.</param>
    public void Begin(TaskLaunch launch, TaskStatus? latest, Instant startedAt, Instant now)
    {
        if (launch.Task.Check is null && launch.Task.HealthCheck is null)
            return;
        var health = _tasks[launch.Key] = new TaskHealth(launch.Task, latest, startedAt);
        foreach (var kind in Enum.GetValues<ProbeKind>())
        {
            if (health.Of(kind) is { } probe)
                Set(launch.Key, kind, probe, Later(startedAt + probe.Spec.Delay, now));
        }
    }

    /// <summary>The task is killed or has ended. False where it was not probed.</summary>
    public bool End(TaskKey task) => _tasks.Remove(task);

    /// <summary>The next probe that is due; called until there is none.</summary>
    public (TaskKey Task, ProbeKind Kind, ProbeSpec Spec)? TakeDue(Instant now)
    {
        while (_deadlines.TryTakeDue(now, out var due, out var at))
        {
            if (Find(due.Task)?.Of(due.Kind) is not { } probe || probe.DueAt != at)
                continue; // the task has ended since
            probe.DueAt = Instant.Never;
            return (due.Task, due.Kind, probe.Spec);
        }

        return null;
    }

    /// <summary>A probe has ended. What is new with it; null: nothing, or nobody waits for it any more.</summary>
    public HealthNews? Take(TaskKey task, ProbeKind kind, ProbeResult result, Instant now)
    {
        if (Find(task) is not { } health || health.Of(kind) is not { } probe || probe.DueAt != Instant.Never)
            return null;
        Set(task, kind, probe, now + probe.Spec.Interval);
        return health.Take(kind, result, now);
    }

    private void Set(TaskKey task, ProbeKind kind, Probe probe, Instant at)
    {
        probe.DueAt = at;
        _deadlines.Add((task, kind), at);
    }

    private static Instant Later(Instant one, Instant other) => one > other ? one : other;
}

using Google.Protobuf;
using MesosOperator.Core.Primitives;
using MesosOperator.Protocol.Mesos.V1;
using Reason = MesosOperator.Protocol.Mesos.V1.TaskStatus.Types.Reason;

namespace MesosOperator.AgentRuntime.Health;

/// <summary>What is known of a running task that has a check, a health check or both.</summary>
internal sealed class TaskHealth
{
    private readonly CheckInfo? _check;
    private readonly HealthWatch? _watch;

    /// <param name="task">The task as its framework described it.</param>
    /// <param name="latest">What was said of it last.</param>
    /// <param name="startedAt">When it began to run.</param>
    public TaskHealth(TaskInfo task, TaskStatus? latest, Instant startedAt)
    {
        bool? known = latest is { HasHealthy: true, Healthy: var healthy } ? healthy : null;
        _check = task.Check;
        _watch = task.HealthCheck is null ? null : new HealthWatch(task.HealthCheck, known, startedAt);
        CheckStatus = task.Check is null ? null : latest?.CheckStatus ?? CheckStatuses.Empty(task.Check);
        Check = task.Check is null ? null : new Probe(ProbeSpec.Of(task.Check));
        HealthCheck = task.HealthCheck is null ? null : new Probe(ProbeSpec.Of(task.HealthCheck));
    }

    public Probe? Check { get; }

    public Probe? HealthCheck { get; }

    /// <summary>What the task is known to be; null: neither.</summary>
    public bool? IsHealthy => _watch?.IsHealthy;

    /// <summary>The latest outcome of the check.</summary>
    public CheckStatusInfo? CheckStatus { get; private set; }

    /// <summary>There is something to tell, and too much that was told before waits to be acknowledged.</summary>
    public HealthNews? Untold { get; set; }

    public Probe? Of(ProbeKind kind) => kind == ProbeKind.Check ? Check : HealthCheck;

    /// <summary>What is new with this result; null: nothing.</summary>
    public HealthNews? Take(ProbeKind kind, ProbeResult result, Instant now)
    {
        if (kind == ProbeKind.HealthCheck)
        {
            var (action, message) = _watch!.Take(HealthCheck!.Spec, result, now);
            return action == HealthAction.None ? null : new HealthNews(Reason.TaskHealthCheckStatusUpdated, message, IsFatal: action == HealthAction.TellAndKill);
        }

        var status = CheckStatuses.Of(_check!, result);
        if (status.ToByteString() == CheckStatus!.ToByteString()) // by which a zero differs from nothing
            return null;
        CheckStatus = status;
        return new HealthNews(Reason.TaskCheckStatusUpdated, result.Number is null ? $"{Check!.Spec.Name} check failed: {result.Message}" : null, IsFatal: false);
    }
}

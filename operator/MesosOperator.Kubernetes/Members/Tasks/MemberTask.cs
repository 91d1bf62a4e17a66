using k8s.Models;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Primitives;
using MesosOperator.Core.Tasks;
using MesosOperator.Kubernetes.Api;
using MesosOperator.Kubernetes.Members.Pods;

namespace MesosOperator.Kubernetes.Members.Tasks;

/// <summary>
/// What was ordered of one Pod of a member cluster, what was seen of it and what its framework has yet to acknowledge. Its
/// owner sees to one caller at a time.
/// </summary>
internal sealed class MemberTask
{
    private readonly StatusQueue[] _statuses;

    public MemberTask(ResourceKey pod, PodOrder order, V1Pod? plan)
    {
        (Pod, Order, Plan) = (pod, order, plan);
        _statuses = [.. order.Tasks.Select(_ => new StatusQueue())];
    }

    /// <summary>The Pod that runs it.</summary>
    public ResourceKey Pod { get; }

    public PodOrder Order { get; }

    /// <summary>The Pod to make; null once it is made.</summary>
    public V1Pod? Plan { get; set; }

    /// <summary>When its Pod could not be made for the first time; null before.</summary>
    public DateTimeOffset? RefusedAt { get; set; }

    /// <summary>The node that it was ordered of; empty where the Pod was there already.</summary>
    public string Node { get; init; } = "";

    /// <summary>The Pod's own, which tells it from another of its name; empty before it was seen.</summary>
    public string Uid { get; set; } = "";

    /// <summary>The Pod's own network address; empty while it has none.</summary>
    public string Address { get; set; } = "";

    /// <summary>What was written on the Pod last of what is acknowledged; null before.</summary>
    public string? Noted { get; set; }

    /// <summary>Whether the Pod was seen.</summary>
    public bool IsSeen { get; set; }

    /// <summary>Why it is to end; null while it is to run.</summary>
    public PodEnding? Ending { get; private set; }

    /// <summary>How long it has from being asked to end; null: as long as it said when it was launched.</summary>
    public TimeSpan? Grace { get; private set; }

    /// <summary>What its framework has yet to acknowledge, of each of its tasks.</summary>
    public IReadOnlyList<StatusQueue> Statuses => _statuses;

    /// <summary>Whether the end of every task is known and acknowledged.</summary>
    public bool IsOver => _statuses.All(status => status.IsOver);

    /// <summary>Whether every task has ended and nobody has acknowledged anything for that long.</summary>
    public bool IsForgotten(Instant now, TimeSpan after) =>
        _statuses.All(status => status.Newest.IsTerminal()) && _statuses.All(status => status.Next is not { } told || now - told.At > after);

    /// <summary>The tasks as the master is to know them.</summary>
    public IEnumerable<LaunchedTask> Launched => Enumerable.Range(0, _statuses.Length)
        .Where(task => !_statuses[task].IsOver)
        .Select(task => Order.Launched(task, _statuses[task].Newest, _statuses[task].Forwarded));

    /// <summary>The place of a task in the order; -1 where it is none of it.</summary>
    public int IndexOf(TaskId id)
    {
        for (var task = 0; task < Order.Tasks.Length; task++)
            if (Order.Tasks[task].TaskId.Value == id.Value)
                return task;
        return -1;
    }

    /// <summary>Is to end, for the first reason that was given and with the least grace.</summary>
    public void End(PodEnding why, TimeSpan? grace)
    {
        Ending ??= why;
        if (why == PodEnding.Unwanted)
            Ending = why;
        if (grace is { } least && (Grace is null || least < Grace))
            Grace = least;
    }

    /// <summary>Notes what was seen; returns whether that is news.</summary>
    public bool Observe(int task, Observation seen, Instant now) => _statuses[task].Add(seen, now);

    /// <summary>Notes for every task that has not ended.</summary>
    public void ObserveAll(Observation seen, Instant now)
    {
        foreach (var status in _statuses)
            status.Add(seen, now);
    }
}

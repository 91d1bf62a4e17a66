using MesosOperator.Crds;

namespace MesosOperator.Kubernetes.Objects;

/// <summary>
/// The conditions of an object as they become. A time changes only with the status of its condition. <c>Ready</c>,
/// <c>Reconciling</c> and <c>Stalled</c> are set together, as kstatus reads them: the latter two are there only while true.
/// </summary>
internal sealed class ConditionSet
{
    private const int MessageMax = 32_768;

    private readonly SortedDictionary<string, Condition> _conditions = new(StringComparer.Ordinal);
    private readonly long? _generation;
    private readonly DateTimeOffset _now;

    /// <summary>Begins with those there are, about a generation of the object, in whole seconds of the time.</summary>
    public ConditionSet(IEnumerable<Condition>? before, long? generation, TimeProvider time)
    {
        foreach (var condition in before ?? [])
            _conditions[condition.Type] = condition;
        var now = time.GetUtcNow();
        (_generation, _now) = (generation, now.AddTicks(-(now.Ticks % TimeSpan.TicksPerSecond)));
    }

    /// <summary>All, ordered by type.</summary>
    public IReadOnlyList<Condition> All => [.. _conditions.Values];

    /// <summary>Says whether something holds, why in one word for programs, and why for people.</summary>
    public void Set(string type, ConditionStatus status, string reason, string message)
    {
        var before = _conditions.GetValueOrDefault(type);
        _conditions[type] = new Condition
        {
            Type = type,
            Status = status,
            Reason = reason,
            Message = message.Length > MessageMax ? message[..MessageMax] : message,
            ObservedGeneration = _generation,
            LastTransitionTime = before?.Status == status ? before.LastTransitionTime : _now,
        };
    }

    /// <summary>Says nothing about something any more.</summary>
    public void Remove(string type) => _conditions.Remove(type);

    /// <summary>The object is as wanted.</summary>
    public void SetReady(string reason, string message) => SetAll(ConditionStatus.True, "", reason, message);

    /// <summary>The object is not as wanted, and that is being worked on.</summary>
    public void SetReconciling(string reason, string message) =>
        SetAll(ConditionStatus.False, Conditions.Reconciling, reason, message);

    /// <summary>The object is not as wanted, and nothing will change that by itself.</summary>
    public void SetStalled(string reason, string message) =>
        SetAll(ConditionStatus.False, Conditions.Stalled, reason, message);

    private void SetAll(ConditionStatus ready, string present, string reason, string message)
    {
        Set(Conditions.Ready, ready, reason, message);
        foreach (var type in (string[])[Conditions.Reconciling, Conditions.Stalled])
            if (type == present)
                Set(type, ConditionStatus.True, reason, message);
            else
                Remove(type);
    }
}

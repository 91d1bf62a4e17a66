using System.Globalization;
using MesosOperator.Core.Primitives;
using MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.AgentRuntime.Health;

/// <summary>Decides on the health of one task by the outcomes of its health checks. Pure.</summary>
/// <param name="check">What the framework has ordered.</param>
/// <param name="known">What was told last; null: nothing.</param>
/// <param name="startedAt">When the task began to run.</param>
internal sealed class HealthWatch(HealthCheck check, bool? known, Instant startedAt)
{
    private readonly Instant _graceEnd = startedAt + ProbeSpec.Duration(check.GracePeriodSeconds);
    private HealthPhase _phase = known switch { null => HealthPhase.Unproven, true => HealthPhase.Healthy, false => HealthPhase.Unhealthy };
    private uint _failures;

    /// <summary>What the task is known to be; null: neither.</summary>
    public bool? IsHealthy => _phase == HealthPhase.Unproven ? null : _phase == HealthPhase.Healthy;

    /// <summary>What follows, and what there is to say about it.</summary>
    public (HealthAction Action, string? Message) Take(ProbeSpec spec, ProbeResult result, Instant now)
    {
        var happened = Classify(result, now);
        var step = HealthTransitions.Next(_phase, happened);
        Require.That(step.Action != HealthAction.Impossible, $"health that is {_phase} is never {happened}");
        _phase = step.Next;
        return (step.Action, result.IsGood ? null : Describe(spec, result));
    }

    private HealthEvent Classify(ProbeResult result, Instant now)
    {
        if (result.IsGood)
        {
            _failures = 0;
            return HealthEvent.Succeeded;
        }

        if (_phase == HealthPhase.Unproven && check.GracePeriodSeconds > 0 && now <= _graceEnd)
            return HealthEvent.FailedInGrace;
        _failures++;
        return _failures >= check.ConsecutiveFailures ? HealthEvent.FailedTooOften : HealthEvent.Failed;
    }

    private string Describe(ProbeSpec spec, ProbeResult result) => string.Create(
        CultureInfo.InvariantCulture, $"{spec.Name} health check failed ({_failures} of {Math.Max(1, check.ConsecutiveFailures)}): {result.Message}");
}

using MesosOperator.Core.Primitives;

namespace MesosOperator.AgentRuntime.Health;

/// <summary>One of a task's probes, which is repeated as long as the task runs.</summary>
internal sealed class Probe(ProbeSpec spec)
{
    public ProbeSpec Spec { get; } = spec;

    /// <summary>When it is next; <see cref="Instant.Never"/> while it is at work.</summary>
    public Instant DueAt { get; set; } = Instant.Never;
}

using Reason = MesosOperator.Protocol.Mesos.V1.TaskStatus.Types.Reason;

namespace MesosOperator.AgentRuntime.Health;

/// <summary>Something to tell of a running task.</summary>
/// <param name="Reason">Why it is told.</param>
/// <param name="Message">In words; null where there is nothing to add.</param>
/// <param name="IsFatal">The task is to be killed for it.</param>
internal sealed record HealthNews(Reason Reason, string? Message, bool IsFatal);

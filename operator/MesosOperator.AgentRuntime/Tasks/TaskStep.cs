namespace MesosOperator.AgentRuntime.Tasks;

/// <summary>The phase that follows an event, and what the event means.</summary>
internal readonly record struct TaskStep(StepKind Kind, TaskPhase Next);

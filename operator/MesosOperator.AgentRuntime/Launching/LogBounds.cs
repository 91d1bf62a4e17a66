namespace MesosOperator.AgentRuntime.Launching;

/// <summary>How much of a task's output is kept.</summary>
/// <param name="LargestBytes">Of one file; a full one is put aside.</param>
/// <param name="Files">How many there may be of each kind of output, at least 1.</param>
internal sealed record LogBounds(long LargestBytes, int Files);

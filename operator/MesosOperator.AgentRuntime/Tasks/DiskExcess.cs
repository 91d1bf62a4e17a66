namespace MesosOperator.AgentRuntime.Tasks;

/// <summary>How a task has taken more of the disk than it may.</summary>
/// <param name="UsedBytes">Null: what it made cannot be measured.</param>
/// <param name="LimitBytes">What it may take.</param>
internal sealed record DiskExcess(long? UsedBytes, long LimitBytes);

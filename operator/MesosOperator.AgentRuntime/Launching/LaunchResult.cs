namespace MesosOperator.AgentRuntime.Launching;

/// <summary>What came of a plan: the supervisor's process, or why the program does not run.</summary>
internal readonly record struct LaunchResult(int Pid, string? Problem);

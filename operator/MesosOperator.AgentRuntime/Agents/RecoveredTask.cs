using MesosOperator.AgentRuntime.Checkpoints;
using MesosOperator.AgentRuntime.Launching;

namespace MesosOperator.AgentRuntime.Agents;

/// <summary>One task of the earlier process, and what has become of it.</summary>
/// <param name="Memory">What was written down of it.</param>
/// <param name="Fate">What was found.</param>
/// <param name="Pid">Its supervisor, where one was found or is known to have been.</param>
/// <param name="End">How it ended, where that was written down.</param>
internal sealed record RecoveredTask(TaskMemory Memory, TaskFate Fate, int? Pid, TaskEnd? End);

using MesosOperator.AgentRuntime.Pictures;
using MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.AgentRuntime.Sessions;

/// <summary>A program to be run beside a task.</summary>
/// <param name="Id">Container id of the program: that of the task's, a point, and a name of its own.</param>
/// <param name="Beside">The task, or the executor.</param>
/// <param name="Command">What to run.</param>
/// <param name="Screen">The terminal that it shall have; null for none.</param>
/// <param name="IsWatched">Whether somebody looks on; else what it says is added to what the task says.</param>
internal sealed record SessionOrder(string Id, RunPicture Beside, CommandInfo Command, TTYInfo? Screen, bool IsWatched);

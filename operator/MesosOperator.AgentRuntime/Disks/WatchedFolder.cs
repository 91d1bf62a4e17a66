using MesosOperator.AgentRuntime.Tasks;

namespace MesosOperator.AgentRuntime.Disks;

/// <summary>A folder of a task that may take so much and no more.</summary>
/// <param name="Task">Whose.</param>
/// <param name="ContainerId">Of which run.</param>
/// <param name="Path">The folder.</param>
/// <param name="LimitBytes">What it may take.</param>
internal sealed record WatchedFolder(TaskKey Task, string ContainerId, string Path, long LimitBytes);

using MesosOperator.Core.Identity;
using MesosOperator.Runtime.Nodes;

namespace MesosOperator.Http.Nodes;

/// <summary>
/// The paths of files of tasks on nodes, as on hosts: a folder for each run of an executor, and within that of a group one for
/// each task. What a Pod says is one log, which stands there as <c>stdout</c>.
/// </summary>
internal static class NodePath
{
    public const string Log = "stdout";
    private const string Latest = "latest";
    private const string Tasks = "tasks";

    /// <summary>The folder of a task's executor.</summary>
    public static string RunOf(AgentId agent, NodeTask task) =>
        $"/agents/{agent}/frameworks/{task.FrameworkId}/executors/{task.ExecutorId}/runs/{task.Run}";

    /// <summary>The folder of a task.</summary>
    public static string FolderOf(AgentId agent, NodeTask task) => task.IsOfGroup ? $"{RunOf(agent, task)}/{Tasks}/{task.Id}" : RunOf(agent, task);

    /// <summary>The task whose log the path means; null where it means something else.</summary>
    public static NodeTask? FindLog(string path, AgentId agent, IReadOnlyList<NodeTask> tasks) => Parts(path, agent) switch
    {
        [.. var folder, Log] => tasks.FirstOrDefault(task => Leads(folder, task)),
        _ => null,
    };

    /// <summary>What lies in the folder that the path means, each with whether it is a folder; null where it means no folder.</summary>
    public static IReadOnlyList<(string Name, bool IsFolder)>? List(string path, AgentId agent, IReadOnlyList<NodeTask> tasks)
    {
        var parts = Parts(path, agent);
        if (tasks.Any(task => Leads(parts, task)))
            return [(Log, false)];
        var group = tasks.Where(task => task.IsOfGroup && IsRun(parts.Length > 6 ? parts[..6] : parts, task)).ToList();
        return group.Count == 0 ? null
            : parts.Length == 6 ? [(Tasks, true)]
            : parts.Length == 7 && parts[6] == Tasks ? [.. group.Select(task => (task.Id.Value, true))]
            : null;
    }

    private static bool Leads(ReadOnlySpan<string> folder, NodeTask task) => task.IsOfGroup
        ? folder is [.. { Length: 6 } run, Tasks, var id] && IsRun(run, task) && id == task.Id.Value
        : IsRun(folder, task);

    private static bool IsRun(ReadOnlySpan<string> folder, NodeTask task) =>
        folder is ["frameworks", var framework, "executors", var executor, "runs", var run]
        && framework == task.FrameworkId.Value && executor == task.ExecutorId.Value && (run == task.Run || run == Latest);

    private static string[] Parts(string path, AgentId agent)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return parts is ["agents" or "slaves", var id, .. var rest] && id == agent.Value ? rest : parts;
    }
}

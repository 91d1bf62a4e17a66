namespace MesosOperator.AgentRuntime.Sandboxes;

/// <summary>Where sandboxes lie under the work directory, named as Mesos names them but for "agents".</summary>
internal static class SandboxPaths
{
    public const string StandardOutput = "stdout";
    public const string StandardError = "stderr";

    /// <summary>Folder that the task sees as /tmp.</summary>
    public const string Temporary = "tmp";

    /// <summary>Folder of the sandboxes within one.</summary>
    public const string Nested = "containers";

    /// <summary>Link beside the runs of an executor that points to the newest.</summary>
    public const string Latest = "latest";

    /// <summary>The folder above all sandboxes.</summary>
    public static string Root(string workDirectory) => Path.Combine(workDirectory, "agents");

    /// <summary>Folder of one run. The ids must be valid ones (without slashes), or it could lie anywhere.</summary>
    public static string OfRun(string workDirectory, string agentId, string frameworkId, string executorId, string containerId) =>
        Path.Combine(Root(workDirectory), agentId, "frameworks", frameworkId, "executors", executorId, "runs", containerId);

    /// <summary>Folder of a run within another, named as Mesos names it.</summary>
    public static string OfNested(string sandbox, string containerId) => Path.Combine(sandbox, Nested, containerId);

    /// <summary>The folder that a nested one is in.</summary>
    public static string OfParent(string nested) => Path.GetDirectoryName(Path.GetDirectoryName(nested))!;

    /// <summary>Every run folder under the work directory, whichever agent made it.</summary>
    public static IEnumerable<string> FindRuns(string workDirectory)
    {
        var root = Root(workDirectory);
        return !Directory.Exists(root) ? [] :
            from agent in Directory.EnumerateDirectories(root)
            from framework in Children(agent, "frameworks")
            from executor in Children(framework, "executors")
            from run in Children(executor, "runs")
            where Path.GetFileName(run) != Latest
            select run;
    }

    private static IEnumerable<string> Children(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        return Directory.Exists(path) ? Directory.EnumerateDirectories(path) : [];
    }
}

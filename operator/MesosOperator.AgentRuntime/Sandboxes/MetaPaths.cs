namespace MesosOperator.AgentRuntime.Sandboxes;

/// <summary>Where the agent keeps what it must know after a restart. Nothing of it is a task's to see.</summary>
internal static class MetaPaths
{
    /// <summary>The folder above all of it.</summary>
    public static string Root(string workDirectory) => Path.Combine(workDirectory, "meta");

    /// <summary>What was downloaded and is kept for others who want it.</summary>
    public static string Fetched(string workDirectory) => Path.Combine(Root(workDirectory), "fetched");

    /// <summary>The certificate and key by which the host is an agent.</summary>
    public static string Certificate(string workDirectory) => Path.Combine(Root(workDirectory), "certificate.pem");

    /// <summary>Folder above those of tasks.</summary>
    public static string Tasks(string workDirectory) => Path.Combine(Root(workDirectory), "tasks");

    /// <summary>Where the supervisor of a run writes.</summary>
    public static string OfTask(string workDirectory, string containerId) => Path.Combine(Tasks(workDirectory), containerId);
}

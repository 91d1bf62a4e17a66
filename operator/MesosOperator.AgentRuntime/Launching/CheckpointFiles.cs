namespace MesosOperator.AgentRuntime.Launching;

/// <summary>What the launcher writes into the folder of a task.</summary>
internal static class CheckpointFiles
{
    /// <summary>Process id of the supervisor, there before the program begins.</summary>
    public static string Pid(string folder) => Path.Combine(folder, "pid");

    /// <summary>How the program ended; locked while somebody supervises it.</summary>
    public static string Exit(string folder) => Path.Combine(folder, "exit");
}

using System.Globalization;

namespace MesosOperator.AgentRuntime.Launching;

/// <summary>How readily the kernel ends a process when the host has no memory left: /proc/…/oom_score_adj, from -1000 to 1000.</summary>
internal static class MemoryScore
{
    private const int Most = 1000;

    /// <summary>A task goes before its agent unless the agent had half of all memory more than the task has.</summary>
    private const int Readier = 500;

    /// <summary>That of tasks: far above this agent's own, so that one of them ends before it does.</summary>
    public static int OfTasks() => Math.Min(Most, Own() + Readier);

    private static int Own()
    {
        try
        {
            return int.TryParse(File.ReadAllText("/proc/self/oom_score_adj"), CultureInfo.InvariantCulture, out var score) ? score : 0;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}

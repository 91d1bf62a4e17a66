using System.Globalization;
using MesosOperator.AgentRuntime.Processes;

namespace MesosOperator.AgentRuntime.Launching;

/// <summary>How a supervised program ended.</summary>
/// <param name="Status">As wait(2) tells it; null when nobody has seen it.</param>
/// <param name="MemoryKills">How many of its processes were killed because it used more memory than it may.</param>
/// <param name="MostMemoryUsed">Bytes, 0 when unknown.</param>
internal sealed record TaskEnd(ExitStatus? Status, long MemoryKills = 0, long MostMemoryUsed = 0)
{
    /// <summary>In words.</summary>
    public string Description => Status?.ToString() ?? "How the command ended is not known: nobody was left to see it";

    public bool IsSuccess => Status is { IsSuccess: true };

    /// <summary>Reads what the supervisor has written; null when it has not, or not to its end.</summary>
    public static TaskEnd? Read(string folder)
    {
        try
        {
            return Parse(File.ReadAllText(CheckpointFiles.Exit(folder)));
        }
        catch (Exception lost) when (lost is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static TaskEnd? Parse(string text)
    {
        var parts = text.Split(' ');
        return text.EndsWith('\n') && parts is ["status", var status, "memory-kills", var kills, "memory-used", var used]
            && int.TryParse(status, NumberStyles.None, CultureInfo.InvariantCulture, out var waitStatus)
            && long.TryParse(kills, NumberStyles.None, CultureInfo.InvariantCulture, out var killCount)
            && long.TryParse(used.TrimEnd(), NumberStyles.None, CultureInfo.InvariantCulture, out var usedBytes)
                ? new TaskEnd(new ExitStatus(waitStatus), killCount, usedBytes)
                : null;
    }
}

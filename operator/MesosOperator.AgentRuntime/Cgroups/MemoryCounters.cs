using System.Globalization;

namespace MesosOperator.AgentRuntime.Cgroups;

/// <summary>What a control group has counted about memory.</summary>
/// <param name="Kills">Processes that were killed because there was no more.</param>
/// <param name="MostUsed">Bytes; 0 where not known.</param>
internal readonly record struct MemoryCounters(long Kills, long MostUsed)
{
    /// <summary>Of a folder of either version; nothing where it is gone.</summary>
    public static MemoryCounters Read(string folder) => new(
        Field(Path.Combine(folder, "memory.events")) + Field(Path.Combine(folder, "memory.oom_control")),
        Math.Max(Number(Path.Combine(folder, "memory.peak")), Number(Path.Combine(folder, "memory.max_usage_in_bytes"))));

    private static long Field(string file) => Text(file).Split('\n')
        .Where(line => line.StartsWith("oom_kill ", StringComparison.Ordinal))
        .Select(line => Parse(line["oom_kill ".Length..])).FirstOrDefault();

    private static long Number(string file) => Parse(Text(file));

    private static long Parse(string text) => long.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static string Text(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}

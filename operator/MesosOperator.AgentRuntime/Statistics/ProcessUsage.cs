using System.Globalization;
using MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.AgentRuntime.Statistics;

/// <summary>What the processes below a supervisor use, as /proc tells: of what has ended before, nothing is known.</summary>
internal static class ProcessUsage
{
    /// <summary>A run with more processes is measured in part.</summary>
    private const int MostProcesses = 10_000;

    private const double TicksPerSecond = 100;

    public static void Measure(int supervisor, ResourceStatistics into)
    {
        var (processes, threads, user, system, pages) = (0u, 0u, 0L, 0L, 0L);
        foreach (var pid in Below(supervisor))
        {
            if (Read(pid) is not { } fields)
                continue; // ended meanwhile
            processes++;
            user += fields[11];
            system += fields[12];
            threads += (uint)fields[17];
            pages += fields[21];
        }

        if (!into.HasCpusUserTimeSecs)
            (into.CpusUserTimeSecs, into.CpusSystemTimeSecs) = (user / TicksPerSecond, system / TicksPerSecond);
        if (!into.HasMemRssBytes)
            into.MemRssBytes = (ulong)(pages * System.Environment.SystemPageSize);
        if (!into.HasProcesses)
            (into.Processes, into.Threads) = (processes, threads);
    }

    private static List<int> Below(int supervisor)
    {
        var found = new List<int>();
        var waiting = new Queue<int>([supervisor]);
        while (found.Count < MostProcesses && waiting.TryDequeue(out var parent))
        {
            foreach (var child in Children(parent))
            {
                found.Add(child);
                waiting.Enqueue(child);
            }
        }

        return found;
    }

    private static IEnumerable<int> Children(int parent) =>
        Text($"/proc/{parent}/task/{parent}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pid => int.Parse(pid, CultureInfo.InvariantCulture));

    /// <summary>The numbers after the name, which is in parentheses and may hold any; the state, a letter, counts as 0.</summary>
    private static long[]? Read(int pid)
    {
        const int needed = 22;
        var text = Text($"/proc/{pid}/stat");
        var numbers = text[(text.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return numbers.Length < needed ? null : [.. numbers.Take(needed).Select(number => long.TryParse(number, CultureInfo.InvariantCulture, out var value) ? value : 0)];
    }

    private static string Text(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}

namespace MesosOperator.AgentRuntime.Processes;

/// <summary>When a process was made, which tells it from others that had its number.</summary>
internal static class ProcessStart
{
    /// <summary>Of the fields that follow the program's name in /proc/PID/stat.</summary>
    private const int StateField = 0;
    private const int StartField = 19;

    /// <summary>In ticks since the host was started; null where there is no such process, or it has ended.</summary>
    public static string? Of(int pid)
    {
        try
        {
            var line = File.ReadAllText(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"/proc/{pid}/stat"));
            var fields = line[(line.LastIndexOf(')') + 2)..].Split(' ');
            return fields[StateField] is "Z" or "X" ? null : fields[StartField];
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}

using System.Globalization;

namespace MesosOperator.AgentRuntime.Tests.Support;

/// <summary>What /proc says.</summary>
internal static class LiveProcesses
{
    /// <summary>Alive, that is neither gone nor a zombie.</summary>
    public static bool Exists(int pid) => State(pid) is not (null or 'Z' or 'X');

    /// <summary>Processes with that text in their environment, zombies excluded (theirs is empty).</summary>
    public static int[] WithEnvironment(string text) => All().Where(pid => Read(pid, "environ").Split('\0').Contains(text)).ToArray();

    /// <summary>Processes with that argument.</summary>
    public static int[] WithArgument(string text) => All().Where(pid => Read(pid, "cmdline").Split('\0').Contains(text)).ToArray();

    private static IEnumerable<int> All() => Directory.EnumerateDirectories("/proc")
        .Select(Path.GetFileName)
        .Where(name => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out _))
        .Select(name => int.Parse(name!, CultureInfo.InvariantCulture));

    private static char? State(int pid) => Fields(pid)?[0][0];

    /// <summary>Fields after the command's name: state, parent, group, session, …</summary>
    private static string[]? Fields(int pid)
    {
        var line = Read(pid, "stat");
        return line.Length == 0 ? null : line[(line.LastIndexOf(')') + 2)..].Split(' ');
    }

    private static string Read(int pid, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{Text(pid)}/{file}");
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

using System.Globalization;

namespace MesosOperator.EndToEnd.Tests.Support;

/// <summary>What /proc says.</summary>
internal static class LiveProcesses
{
    /// <summary>Processes that have the folder in their environment, as every task of an agent has; zombies have none.</summary>
    public static int[] OfFolder(string folder) => All().Where(pid => Environment(pid).Contains(folder, StringComparison.Ordinal)).ToArray();

    private static IEnumerable<int> All() => Directory.EnumerateDirectories("/proc")
        .Select(Path.GetFileName)
        .Where(name => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out _))
        .Select(name => int.Parse(name!, CultureInfo.InvariantCulture));

    private static string Environment(int pid)
    {
        try
        {
            return File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/environ"));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}

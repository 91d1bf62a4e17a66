namespace MesosOperator.AgentRuntime.Disks;

/// <summary>Deletes folders that tasks have filled, also those that were nested so deeply that their paths are too long to be named.</summary>
internal static class FolderRemoval
{
    /// <summary>A folder with a longer path than this is moved up before it is deleted; the longest path is 4096.</summary>
    private const int LongPath = 2_000;

    /// <summary>Each takes a part of the nesting away; what is deeper than all of them was not made by accident.</summary>
    private const int MostRounds = 10_000;

    /// <exception cref="IOException">Something in it cannot be deleted.</exception>
    public static void Delete(string folder)
    {
        for (var round = 0; Directory.Exists(folder); round++)
        {
            try
            {
                Directory.Delete(folder, recursive: true);
            }
            catch (Exception refused) when (round < MostRounds && (refused is IOException or ArgumentException) && FindDeep(folder) is { } deep)
            {
                Directory.Move(deep, Path.Combine(folder, $"deep-{round}"));
            }
        }
    }

    private static string? FindDeep(string folder)
    {
        var folders = new Stack<string>([folder]);
        while (folders.TryPop(out var next))
        {
            if (next.Length >= LongPath)
                return next;
            foreach (var child in Directory.EnumerateDirectories(next))
                if (new DirectoryInfo(child).LinkTarget is null)
                    folders.Push(child);
        }

        return null;
    }
}

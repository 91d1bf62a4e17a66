using System.Collections.Immutable;
using MesosOperator.AgentRuntime.Processes;

namespace MesosOperator.AgentRuntime.Disks;

/// <summary>Adds up what a folder takes of its disk. Files with several names count once, and links are not followed.</summary>
internal static class DiskUsage
{
    private const long BytesPerBlock = 512;

    /// <summary>Far more than tasks have; what has more is counted that far.</summary>
    private const int MostFiles = 4_000_000;

    /// <summary>Bytes. What goes away meanwhile counts or does not; other file systems mounted within do not.</summary>
    /// <exception cref="PathTooLongException">Nobody could say what lies deeper.</exception>
    public static long Of(string folder, CancellationToken stop)
    {
        if (FileFacts.Of(folder) is not { } root)
            return 0;
        var total = (long)root.Blocks * BytesPerBlock;
        var seen = new HashSet<ulong>();
        var folders = new Stack<string>([folder]);
        for (var files = 0; files < MostFiles && folders.TryPop(out var next);)
        {
            stop.ThrowIfCancellationRequested();
            foreach (var path in Children(next))
            {
                files++;
                if (FileFacts.Of(path) is not { } facts || facts.FileSystemMajor != root.FileSystemMajor || facts.FileSystemMinor != root.FileSystemMinor)
                    continue;
                if (IsFolder(facts))
                    folders.Push(path);
                else if (facts.Links > 1 && !seen.Add(facts.Number))
                    continue;
                total += (long)facts.Blocks * BytesPerBlock;
            }
        }

        return total;
    }

    /// <summary>How much of the file system that a folder lies on is in use, from 0 to 1; 0 where that cannot be told.</summary>
    public static double OfFileSystem(string folder)
    {
        try
        {
            var drive = new DriveInfo(folder);
            return drive.TotalSize == 0 ? 0 : 1 - (double)drive.TotalFreeSpace / drive.TotalSize;
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private static bool IsFolder(FileFacts facts) => (facts.Mode & 0xf000) == 0x4000;

    private static IEnumerable<string> Children(string folder)
    {
        try
        {
            return Directory.EnumerateFileSystemEntries(folder);
        }
        catch (Exception gone) when (gone is DirectoryNotFoundException or UnauthorizedAccessException or IOException and not PathTooLongException)
        {
            return [];
        }
    }
}

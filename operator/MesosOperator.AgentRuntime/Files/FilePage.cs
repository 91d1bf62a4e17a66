using Microsoft.Win32.SafeHandles;

namespace MesosOperator.AgentRuntime.Files;

/// <summary>A piece of a file, at most sixteen pages of memory long, as Mesos gives out at once.</summary>
internal static class FilePage
{
    /// <summary>64 KiB where pages have 4.</summary>
    public static int LargestBytes { get; } = 16 * Environment.SystemPageSize;

    /// <param name="file">Opened for reading.</param>
    /// <param name="offset">Nothing is there beyond the end.</param>
    /// <param name="length">How much is wanted; null: as much as is given out at once.</param>
    public static ReadOnlyMemory<byte> Read(SafeFileHandle file, long offset, long? length)
    {
        var wanted = new byte[(int)Math.Min(length ?? LargestBytes, LargestBytes)];
        var read = 0;
        while (read < wanted.Length && RandomAccess.Read(file, wanted.AsSpan(read), offset + read) is > 0 and var more)
            read += more;
        return wanted.AsMemory(0, read);
    }
}

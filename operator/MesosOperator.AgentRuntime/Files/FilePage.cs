using System.Text;
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

    /// <summary>
    /// As text for JSON. A character that is cut at the end is left to the next piece, unless there is nothing else: clients go
    /// on by the length of what they got.
    /// </summary>
    public static string Text(ReadOnlySpan<byte> data)
    {
        var whole = data.Length;
        for (var back = 1; back <= Math.Min(3, data.Length); back++)
        {
            var first = data[^back];
            if ((first & 0b1100_0000) == 0b1000_0000)
                continue;
            var needed = first >= 0b1111_0000 ? 4 : first >= 0b1110_0000 ? 3 : first >= 0b1100_0000 ? 2 : 1;
            if (needed > back && back < data.Length)
                whole -= back;
            break;
        }

        return Encoding.UTF8.GetString(data[..whole]);
    }
}

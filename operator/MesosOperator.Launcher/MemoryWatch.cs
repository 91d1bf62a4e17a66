namespace MesosOperator.Launcher;

/// <summary>Learns from the kernel when it has killed a process of the task for want of memory.</summary>
internal readonly unsafe struct MemoryWatch
{
    private const int LongestFile = 4096;

    private MemoryWatch(int notices, int counts, int peak, short wanted) =>
        (Notices, Counts, Peak, Wanted) = (notices, counts, peak, wanted);

    /// <summary>What to poll; below zero for nothing.</summary>
    public int Notices { get; }

    /// <summary>What to poll it for.</summary>
    public short Wanted { get; }

    /// <summary>The file that counts such kills.</summary>
    private int Counts { get; }

    /// <summary>The file that tells the most memory used.</summary>
    private int Peak { get; }

    public static MemoryWatch Open(Order order)
    {
        if (order.MemoryV1 != null)
            return OpenV1(order.MemoryV1);
        if (order.MemoryV2 == null)
            return new MemoryWatch(-1, -1, -1, 0);
        var events = Open(order.MemoryV2, "/memory.events"u8);
        return new MemoryWatch(events, events, Open(order.MemoryV2, "/memory.peak"u8), LibC.PollPriority);
    }

    /// <summary>Takes what has been told, so that the next poll waits.</summary>
    public void Hear()
    {
        ulong count;
        if (Wanted == LibC.PollIn)
            _ = LibC.Read(Notices, &count, sizeof(ulong));
    }

    /// <summary>How many processes of the task were killed.</summary>
    public long Kills() => Number(Counts, "oom_kill "u8);

    /// <summary>Bytes at most in use, 0 when the kernel does not tell.</summary>
    public long MostUsed() => Number(Peak, ""u8);

    private static MemoryWatch OpenV1(byte* folder)
    {
        var control = Open(folder, "/memory.oom_control"u8);
        var notices = LibC.EventFile(0, LibC.OpenCloseOnExec);
        const int longestLine = 64;
        var buffer = stackalloc byte[longestLine];
        var line = new Text(buffer, longestLine);
        line.Add(notices);
        line.Add(" "u8);
        line.Add(control);
        var register = Open(folder, "/cgroup.event_control"u8, LibC.OpenWriteOnly);
        if (control < 0 || notices < 0 || LibC.Write(register, buffer, (nuint)line.Length) != line.Length)
            Status.Fail("watching the memory of"u8, folder);
        _ = LibC.Close(register);
        return new MemoryWatch(notices, control, Open(folder, "/memory.max_usage_in_bytes"u8), LibC.PollIn);
    }

    private static int Open(byte* folder, ReadOnlySpan<byte> name, int flags = 0)
    {
        const int longestPath = 4096;
        var buffer = stackalloc byte[longestPath];
        var path = new Text(buffer, longestPath);
        path.Add(folder);
        path.Add(name);
        path.End();
        return LibC.Open(buffer, flags | LibC.OpenCloseOnExec, 0);
    }

    /// <summary>The number after a label at the beginning of a line; 0 when there is none.</summary>
    private static long Number(int file, ReadOnlySpan<byte> label)
    {
        var buffer = stackalloc byte[LongestFile];
        var length = file < 0 ? 0 : (int)LibC.ReadAt(file, buffer, LongestFile, 0);
        for (var at = 0; at < length; at++)
        {
            if (at > 0 && buffer[at - 1] != '\n' || !new ReadOnlySpan<byte>(buffer + at, length - at).StartsWith(label))
                continue;
            var number = 0L;
            for (at += label.Length; at < length && buffer[at] is >= (byte)'0' and <= (byte)'9'; at++)
                number = number * 10 + (buffer[at] - '0');
            return number;
        }

        return 0;
    }
}

namespace MesosOperator.Launcher;

/// <summary>Lines to the agent: <c>pid</c> and a number, or <c>error</c>, an error number and what failed.</summary>
internal static unsafe class Status
{
    private const int LongestLine = 1024;

    public static void TellPid(int pid)
    {
        var buffer = stackalloc byte[LongestLine];
        var line = new Text(buffer, LongestLine);
        line.Add("pid "u8);
        line.Add(pid);
        line.Add("\n"u8);
        _ = LibC.Write(Files.Status, buffer, (nuint)line.Length);
    }

    /// <summary>Says why the task does not start, and ends this process.</summary>
    public static void Fail(ReadOnlySpan<byte> what, byte* detail = null)
    {
        var error = LibC.Error;
        var buffer = stackalloc byte[LongestLine];
        var line = new Text(buffer, LongestLine);
        line.Add("error "u8);
        line.Add(error);
        line.Add(" "u8);
        line.Add(what);
        if (detail != null)
        {
            line.Add(" "u8);
            line.Add(detail);
        }

        line.Add("\n"u8);
        _ = LibC.Write(Files.Status, buffer, (nuint)line.Length);
        LibC.Exit(1);
    }
}

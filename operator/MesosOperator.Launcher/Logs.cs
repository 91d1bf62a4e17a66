namespace MesosOperator.Launcher;

/// <summary>The output of the program on its way to files of bounded size, where the order wants that.</summary>
internal static unsafe class Logs
{
    private static LogFile _output;
    private static LogFile _errors;
    private static bool _areThere;

    /// <summary>To be called while the folder can still be seen.</summary>
    public static void Open(Order order)
    {
        if (order.LogFolder == null)
            return;
        var folder = LibC.Open(order.LogFolder, LibC.OpenPathOnly | LibC.OpenCloseOnExec, 0);
        if (folder < 0)
            Status.Fail("opening"u8, order.LogFolder);
        (_output, _errors, _areThere) = (LogFile.Open(order, 1, folder), LogFile.Open(order, 2, folder), true);
    }

    public static void GiveToProgram()
    {
        if (!_areThere)
            return;
        _output.GiveToProgram();
        _errors.GiveToProgram();
    }

    /// <summary>In the supervisor, once there is a program. The files are its own from now on; without logs they are the program's.</summary>
    public static void LeaveToProgram()
    {
        if (_areThere)
        {
            _output.LeaveToProgram();
            _errors.LeaveToProgram();
            return;
        }

        _ = LibC.Duplicate(Files.Order, 1);
        _ = LibC.Duplicate(Files.Order, 2);
    }

    /// <summary>Two entries to poll.</summary>
    public static void Poll(PollEntry* entries)
    {
        entries[0] = new PollEntry { File = _areThere ? _output.Source : -1, Wanted = LibC.PollIn };
        entries[1] = new PollEntry { File = _areThere ? _errors.Source : -1, Wanted = LibC.PollIn };
    }

    /// <summary>Moves what the entries tell of.</summary>
    public static void Move(PollEntry* entries)
    {
        if (entries[0].Seen != 0 && !_output.Move())
            entries[0].File = _output.Source;
        if (entries[1].Seen != 0 && !_errors.Move())
            entries[1].File = _errors.Source;
    }

    /// <summary>The program has ended: what it said last is written down before its end is.</summary>
    public static void Finish()
    {
        if (!_areThere)
            return;
        _output.Finish();
        _errors.Finish();
    }
}

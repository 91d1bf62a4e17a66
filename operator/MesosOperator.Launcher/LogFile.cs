namespace MesosOperator.Launcher;

/// <summary>
/// One of the two files that the program's output goes to, by way of a pipe: when a file is full, it is put aside under the next
/// number, and the oldest is let go. A program that says much fills no disk that way, and one that says nothing costs nothing.
/// Used after a fork: nothing here allocates.
/// </summary>
internal unsafe struct LogFile
{
    private const int PieceBytes = 8 * 1024;
    private const int LongestName = 32;

    /// <summary>After the end of the program no more than a pipe may hold is waited for; somebody may write for ever.</summary>
    private const int MostRest = 1 << 20;

    private int _source;
    private int _program;
    private int _file;
    private int _folder;
    private long _largest;
    private int _count;
    private uint _user;
    private uint _group;

    /// <summary>What to poll for output; below zero when there is none to come.</summary>
    public readonly int Source => _source;

    /// <summary>Makes the pipe. The file is open as a descriptor of that number, and lies in the folder of the order.</summary>
    public static LogFile Open(Order order, int file, int folder)
    {
        var ends = stackalloc int[2];
        if (LibC.Pipe(ends, LibC.OpenCloseOnExec) != 0 || LibC.Control(ends[0], LibC.FcntlSetStatus, LibC.OpenNonBlocking) != 0)
            Status.Fail("making a pipe for the output"u8);
        if (order.HasUser)
            _ = LibC.ChangeOwner(ends[1], order.User, order.Group); // who opens /dev/stdout opens the pipe anew
        return new LogFile
        {
            _source = ends[0],
            _program = ends[1],
            _file = file,
            _folder = folder,
            _largest = (long)order.LargestLog,
            _count = (int)order.LogFiles,
            _user = order.HasUser ? order.User : uint.MaxValue,
            _group = order.HasUser ? order.Group : uint.MaxValue,
        };
    }

    /// <summary>Takes over a pipe whose other end somebody else has given to a program.</summary>
    public static LogFile Take(int source, LogRequest request, int file, int folder) => new()
    {
        _source = source,
        _program = -1,
        _file = file,
        _folder = folder,
        _largest = request.LargestBytes,
        _count = request.Files,
        _user = request.User,
        _group = request.Group,
    };

    /// <summary>In the program: what it says goes into the pipe.</summary>
    public readonly void GiveToProgram()
    {
        if (LibC.Duplicate(_program, _file) < 0)
            Status.Fail("taking over the output"u8);
    }

    /// <summary>In the supervisor: the program alone can write now.</summary>
    public readonly void LeaveToProgram() => _ = LibC.Close(_program);

    /// <summary>Moves what there is, at most a piece. False when there is nothing now.</summary>
    [System.Runtime.CompilerServices.SkipLocalsInit]
    public bool Move()
    {
        var piece = stackalloc byte[PieceBytes];
        var length = _source < 0 ? 0 : (int)LibC.Read(_source, piece, PieceBytes);
        if (length > 0)
        {
            Write(piece, length);
            return true;
        }

        if (length == 0 && _source >= 0)
        {
            _ = LibC.Close(_source); // nobody is left who could write
            _source = -1;
        }

        return false;
    }

    /// <summary>Moves what is left when the program has ended.</summary>
    public void Finish()
    {
        for (var moved = 0; moved < MostRest && Move(); moved += PieceBytes)
        {
        }
    }

    /// <summary>A full disk takes nothing: what does not fit is lost, so that the program is not held up.</summary>
    private void Write(byte* piece, int length)
    {
        var start = 0;
        if (LibC.Seek(_file, 0, 2) is > 0 and var size && size + length > _largest)
        {
            start = AfterFirstLine(piece, length);
            WriteAll(piece, start);
            PutAside();
        }

        WriteAll(piece + start, length - start);
    }

    private static int AfterFirstLine(byte* piece, int length)
    {
        for (var i = 0; i < length; i++)
            if (piece[i] == '\n')
                return i + 1;
        return 0;
    }

    private readonly void WriteAll(byte* piece, int length)
    {
        for (var at = 0; at < length;)
        {
            var written = LibC.Write(_file, piece + at, (nuint)(length - at));
            if (written <= 0)
                return;
            at += (int)written;
        }
    }

    /// <summary>
    /// The names are in the task's own folder, and it may have put anything there: nothing is followed, and where the names are
    /// taken, the file is begun anew instead.
    /// </summary>
    private readonly void PutAside()
    {
        var older = stackalloc byte[LongestName];
        var newer = stackalloc byte[LongestName];
        for (var number = _count - 1; number >= 1; number--)
        {
            Name(newer, number - 1);
            Name(older, number);
            _ = LibC.Rename(_folder, newer, _folder, older);
        }

        Name(newer, 0);
        const int flags = LibC.OpenWriteOnly | LibC.OpenCreate | LibC.OpenExclusive | LibC.OpenAppend | LibC.OpenCloseOnExec;
        var file = _count < 2 ? -1 : LibC.OpenAt(_folder, newer, flags, 0b110_100_100);
        if (file < 0)
        {
            _ = LibC.Cut(_file, 0);
            return;
        }

        _ = LibC.ChangeOwner(file, _user, _group);
        _ = LibC.Control(LibC.Duplicate(file, _file), LibC.FcntlSetFlags, LibC.FlagCloseOnExec);
        _ = LibC.Close(file);
    }

    /// <summary>stdout or stderr, and from 1 on a point and the number.</summary>
    private readonly void Name(byte* buffer, int number)
    {
        var name = new Text(buffer, LongestName);
        name.Add(_file == 1 ? "stdout"u8 : "stderr"u8);
        if (number > 0)
        {
            name.Add("."u8);
            name.Add(number);
        }

        name.End();
    }
}

using System.Runtime.InteropServices;

namespace MesosOperator.AgentRuntime.Processes;

/// <summary>A file descriptor that no program inherits by accident, closed on disposal.</summary>
internal sealed class Descriptor : IDisposable
{
    /// <summary>Above those that a started program gets, so that handing over one never overwrites the next.</summary>
    private const int FirstNumber = 64;

    private Descriptor(int number) => Number = number;

    public int Number { get; private set; }

    /// <summary>Takes what a call of the system returned.</summary>
    /// <exception cref="IOException">It returned an error.</exception>
    public static Descriptor Of(int result, string what)
    {
        if (result < 0)
            throw new IOException($"{what}: {ErrorNumbers.Describe(Marshal.GetLastPInvokeError())}");
        if (result >= FirstNumber)
            return new Descriptor(result);
        var moved = LibC.Control(result, LibC.DuplicateCloseOnExec, FirstNumber);
        var error = Marshal.GetLastPInvokeError();
        _ = LibC.Close(result);
        return moved >= 0 ? new Descriptor(moved) : throw new IOException($"{what}: {ErrorNumbers.Describe(error)}");
    }

    /// <summary>Both ends of a pipe, the one to read from first.</summary>
    /// <exception cref="IOException">There are too many open files.</exception>
    public static unsafe (Descriptor Read, Descriptor Write) Pipe()
    {
        var ends = stackalloc int[2];
        var result = LibC.Pipe(ends, LibC.OpenCloseOnExec);
        if (result < 0)
            return (Of(result, "Making a pipe"), null!);
        var read = Of(ends[0], "Making a pipe");
        return (read, Of(ends[1], "Making a pipe"));
    }

    /// <summary>A file that is appended to, and made when absent.</summary>
    /// <exception cref="IOException">It cannot be opened.</exception>
    public static Descriptor ToAppend(string path)
    {
        const uint fileMode = 0b110_100_100;
        return Of(LibC.Open(path, LibC.OpenAppend | LibC.OpenCloseOnExec, fileMode), path);
    }

    /// <summary>
    /// A file to append to, which others may have changed since it was made: no link is followed, and no pipe waited for.
    /// Null where it is none.
    /// </summary>
    public static Descriptor? ToAppendThere(string path)
    {
        var flags = LibC.OpenAppendThere | LibC.OpenNoFollow | LibC.OpenNonBlocking | LibC.OpenCloseOnExec;
        return LibC.Open(path, flags, 0) is >= 0 and var file ? Of(file, path) : null;
    }

    /// <summary>/dev/null.</summary>
    /// <exception cref="IOException">There are too many open files.</exception>
    public static Descriptor Nothing() => Of(LibC.Open("/dev/null", LibC.OpenReadWrite | LibC.OpenCloseOnExec, 0), "Opening /dev/null");

    public void Dispose()
    {
        if (Number >= 0)
            _ = LibC.Close(Number);
        Number = -1;
    }
}

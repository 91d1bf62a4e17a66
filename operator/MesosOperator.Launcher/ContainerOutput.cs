using System.Text;

namespace MesosOperator.Launcher;

/// <summary>
/// Takes the output of a container to files of bounded size, for as long as anybody can write. A container runtime starts it with
/// both ends of pipes, and asks it to end when it closes its own; what is in the pipes then is still written down.
/// </summary>
internal static unsafe class ContainerOutput
{
    /// <summary>The first argument; the second one is the request.</summary>
    public const string Mode = "log";

    private const int Failed = 1;

    /// <summary>Returns the status of this program when the last writer has gone.</summary>
    public static int Run(string text)
    {
        if (LogRequest.Parse(text) is not { } request)
            return Failed;
        _ = LibC.LeadSession();
        _ = LibC.OnSignal(LibC.SignalTerminate, LibC.Ignore); // it ends with the output, not before
        int folder;
        fixed (byte* path = Encoding.UTF8.GetBytes(request.Folder + '\0'))
            folder = LibC.Open(path, LibC.OpenPathOnly | LibC.OpenCloseOnExec, 0);
        if (folder < 0 || !Open(folder, "stdout\0"u8, 1) || !Open(folder, "stderr\0"u8, 2))
            return Failed;
        var output = LogFile.Take(Files.ContainerOutput, request, 1, folder);
        var errors = LogFile.Take(Files.ContainerErrors, request, 2, folder);
        _ = LibC.Close(Files.ContainerReady);
        Move(ref output, ref errors);
        return 0;
    }

    private static void Move(ref LogFile output, ref LogFile errors)
    {
        var polled = stackalloc PollEntry[2];
        while (output.Source >= 0 || errors.Source >= 0)
        {
            polled[0] = new PollEntry { File = output.Source, Wanted = LibC.PollIn };
            polled[1] = new PollEntry { File = errors.Source, Wanted = LibC.PollIn };
            if (LibC.Poll(polled, 2, -1) < 0)
                continue; // interrupted
            if (polled[0].Seen != 0)
                output.Move();
            if (polled[1].Seen != 0)
                errors.Move();
        }
    }

    /// <summary>The file is there already; another task of the group may have put a link in its place.</summary>
    private static bool Open(int folder, ReadOnlySpan<byte> name, int number)
    {
        int file;
        fixed (byte* path = name)
            file = LibC.OpenAt(folder, path, LibC.OpenWriteOnly | LibC.OpenAppend | LibC.OpenNoFollow | LibC.OpenCloseOnExec, 0);
        return file >= 0 && LibC.Duplicate(file, number) >= 0;
    }
}

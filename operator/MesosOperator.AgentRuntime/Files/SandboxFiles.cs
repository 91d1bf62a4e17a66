using System.Runtime.InteropServices;
using MesosOperator.AgentRuntime.Processes;
using Microsoft.Win32.SafeHandles;

namespace MesosOperator.AgentRuntime.Files;

/// <summary>
/// Opens what lies in sandboxes for people to see. A task writes there what it likes, so the kernel itself is asked to stay
/// below the sandbox whatever links say (openat2), nothing but a plain file is ever opened, and nothing is waited for.
/// </summary>
internal sealed class SandboxFiles(string workDirectory)
{
    private const ulong PathOnly = 0x20_0000;
    private const ulong CloseOnExec = LibC.OpenCloseOnExec;
    private const ulong StayBelow = 0x08;
    private const ulong NoMagicLinks = 0x02;

    /// <summary>The folder above all sandboxes' work.</summary>
    public string WorkDirectory => workDirectory;

    /// <summary>A plain file to read from, and its size now.</summary>
    public FileProblem TryOpenFile(string path, KnownRuns known, out SafeFileHandle? file, out FileFacts facts) =>
        TryOpen(path, known, isFolder: false, out file, out facts);

    /// <summary>A folder whose entries may be listed.</summary>
    public FileProblem TryOpenFolder(string path, KnownRuns known, out SafeFileHandle? folder) =>
        TryOpen(path, known, isFolder: true, out folder, out _);

    private FileProblem TryOpen(string path, KnownRuns known, bool isFolder, out SafeFileHandle? opened, out FileFacts facts)
    {
        (opened, facts) = (null, default);
        if (path.Split('/').Contains("..", StringComparer.Ordinal))
            return FileProblem.Outside;
        if (FilePlace.Of(path, workDirectory, known) is not { } place)
            return FileProblem.NotFound;
        using var root = Handle(LibC.Open(place.Root, (int)(PathOnly | CloseOnExec) | LibC.OpenFolder | LibC.OpenNoFollow, 0));
        if (root.IsInvalid)
            return FileProblem.NotFound;
        using var found = Handle(Below(root, place.BelowRoot));
        if (found.IsInvalid)
            return Interpret(Marshal.GetLastPInvokeError());
        if (FileFacts.Of(found) is not { } seen)
            return FileProblem.NotFound;
        if (!seen.IsFile && !seen.IsFolder)
            return FileProblem.Special;
        if (seen.IsFolder != isFolder)
            return FileProblem.WrongKind;
        // What was looked at is opened, whatever its name stands for by now.
        opened = Handle(LibC.Open($"/proc/self/fd/{found.DangerousGetHandle()}", (int)CloseOnExec | (isFolder ? LibC.OpenFolder : 0), 0));
        facts = seen;
        return opened.IsInvalid ? FileProblem.NotFound : FileProblem.None;
    }

    private static unsafe int Below(SafeFileHandle folder, string path)
    {
        var how = stackalloc ulong[3] { PathOnly | CloseOnExec, 0, StayBelow | NoMagicLinks };
        return LibC.OpenBelow((int)folder.DangerousGetHandle(), path, how);
    }

    private static SafeFileHandle Handle(int number) => new(number, ownsHandle: true);

    private static FileProblem Interpret(int error) => error switch
    {
        LibC.ErrorCrossing => FileProblem.Outside,
        LibC.ErrorNotImplemented => FileProblem.Unsupported,
        _ => FileProblem.NotFound,
    };
}

using System.Runtime.InteropServices;

namespace MesosOperator.AgentRuntime.Processes;

/// <summary>Mounts of other processes.</summary>
internal static unsafe partial class LibC
{
    public const int CloneFiles = 0x200;
    public const int CloneMounts = 0x2_0000;

    /// <summary>A name in a folder, a link itself if it is one, only to be found again.</summary>
    public static readonly int OpenPlace = 0x20_0000 | OpenNoFollow | OpenCloseOnExec;

    private const int HereAndNow = -100;

    [LibraryImport(Library, EntryPoint = "unshare", SetLastError = true)]
    public static partial int Unshare(int flags);

    [LibraryImport(Library, EntryPoint = "openat", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    public static partial int OpenAt(int folder, string name, int flags, uint mode);

    [LibraryImport(Library, EntryPoint = "mkdirat", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    public static partial int MakeFolderAt(int folder, string name, uint mode);

    /// <summary>A mount of a folder that is nowhere yet, by system call 428 (Linux 5.2).</summary>
    public static int CloneMount(string folder)
    {
        const long clone = 1;
        var path = Marshal.StringToCoTaskMemUTF8(folder);
        var result = (int)SystemCall(428, HereAndNow, path, clone | OpenCloseOnExec, 0);
        var error = Marshal.GetLastPInvokeError();
        Marshal.FreeCoTaskMem(path);
        Marshal.SetLastPInvokeError(error);
        return result;
    }

    /// <summary>Puts it in place of a folder, by system call 429.</summary>
    public static int MoveMount(int mount, int place)
    {
        const long bothAreFiles = 0x4 | 0x40;
        byte nothing = 0;
        return (int)SystemCall(429, mount, (long)&nothing, place, (long)&nothing, bothAreFiles);
    }

    [LibraryImport(Library, EntryPoint = "syscall", SetLastError = true)]
    private static partial long SystemCall(long number, long one, long two, long three, long four, long five);
}

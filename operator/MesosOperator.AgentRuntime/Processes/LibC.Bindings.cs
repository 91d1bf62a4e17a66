using System.Runtime.InteropServices;

namespace MesosOperator.AgentRuntime.Processes;

/// <summary>Files that are shown at other places.</summary>
internal static unsafe partial class LibC
{
    private const ulong BindMount = 4096;
    private const int Detach = 2;

    /// <summary>Shows a file at the place of another; 0, or an error number.</summary>
    public static int Bind(string source, string target) => Mount(source, target, null, BindMount, null) == 0 ? 0 : Marshal.GetLastPInvokeError();

    /// <summary>Undoes that; 0, or an error number.</summary>
    public static int Unbind(string target) => Unmount(target, Detach) == 0 ? 0 : Marshal.GetLastPInvokeError();

    [LibraryImport(Library, EntryPoint = "mount", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Mount(string source, string target, string? kind, ulong flags, void* data);

    [LibraryImport(Library, EntryPoint = "umount2", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Unmount(string target, int flags);
}

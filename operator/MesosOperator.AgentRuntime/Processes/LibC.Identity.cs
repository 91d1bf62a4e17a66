using System.Runtime.InteropServices;

namespace MesosOperator.AgentRuntime.Processes;

/// <summary>As whom one thread touches files, and what kind of file it has found.</summary>
internal static unsafe partial class LibC
{
    private const int RegularFile = 0x8000;

    /// <summary>By system call, since the C library would change every thread.</summary>
    public static void SetThreadGroups(uint[] groups)
    {
        var number = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? 159 : 116;
        fixed (uint* first = groups)
            _ = SystemCall(number, groups.Length, (long)first, 0, 0);
    }

    public static uint[] CurrentGroups()
    {
        var groups = new uint[GetGroups(0, null)];
        fixed (uint* first = groups)
            return groups[..GetGroups(groups.Length, first)];
    }

    /// <summary>The user whose rights count for files of this thread; gives the one before.</summary>
    [LibraryImport(Library, EntryPoint = "setfsuid")]
    public static partial uint SetFileUser(uint user);

    [LibraryImport(Library, EntryPoint = "setfsgid")]
    public static partial uint SetFileGroup(uint group);

    /// <summary>Whether an open file is neither folder nor device nor pipe.</summary>
    public static bool IsRegularFile(int file)
    {
        const int ofDescriptor = 0x1000;
        const uint typeOnly = 1;
        const int modeAt = 28;
        var found = stackalloc byte[StructureSize];
        return Describe(file, "", ofDescriptor, typeOnly, found) == 0 && (*(ushort*)(found + modeAt) & 0xF000) == RegularFile;
    }

    [LibraryImport(Library, EntryPoint = "getgroups")]
    private static partial int GetGroups(int size, uint* groups);

    [LibraryImport(Library, EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Describe(int folder, string path, int flags, uint mask, byte* found);
}

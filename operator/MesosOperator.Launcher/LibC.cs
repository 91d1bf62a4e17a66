using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

[assembly: DisableRuntimeMarshalling]

namespace MesosOperator.Launcher;

/// <summary>
/// Calls of the C library. None allocates or lets the runtime in between: most are made after a fork, where only the
/// calling thread exists. Numbers are Linux's, the same on x86-64 and arm64 unless a name says otherwise.
/// </summary>
internal static unsafe partial class LibC
{
    public const int OpenWriteOnly = 0x1;
    public const int OpenReadWrite = 0x2;
    public const int OpenCreate = 0x40;
    public const int OpenTruncate = 0x200;
    public const int OpenPathOnly = 0x20_0000;
    public const int OpenCloseOnExec = 0x8_0000;

    public const int OpenExclusive = 0x80;
    public const int OpenAppend = 0x400;
    public const int OpenNonBlocking = 0x800;

    /// <summary>Of the few flags that differ: arm64 has a number of its own.</summary>
    public static readonly int OpenNoFollow = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? 0x8000 : 0x2_0000;

    public const int FcntlSetFlags = 2;
    public const int FcntlSetStatus = 4;
    public const int FlagCloseOnExec = 1;

    public const ulong CloneParent = 0x8000;
    public const ulong CloneNewMounts = 0x2_0000;
    public const ulong CloneNewPids = 0x2000_0000;
    public const ulong CloneNewIpc = 0x0800_0000;
    public const ulong SignalChild = 17;

    public const int SignalKill = 9;
    public const int SignalTerminate = 15;
    public const int LastSignal = 64;

    /// <summary>What to do at a signal: nothing.</summary>
    public const nint Ignore = 1;

    public const ulong MountNoSetUser = 2;
    public const ulong MountNoDevices = 4;
    public const ulong MountNoExecute = 8;
    public const ulong MountReadOnly = 1;
    public const ulong MountRemount = 32;
    public const ulong MountBind = 4096;
    public const ulong MountRecursive = 16384;
    public const ulong MountFollowing = 1 << 19;

    public const int SetDumpable = 4;
    public const int KeepCapabilities = 8;
    public const int SetSeccomp = 22;
    public const int DropBounding = 24;
    public const int SetChildSubreaper = 36;
    public const int SetNoNewPrivileges = 38;
    public const int Ambient = 47;
    public const int AmbientRaise = 2;
    public const int SeccompFilter = 2;

    public const short PollIn = 1;
    public const short PollPriority = 2;
    public const short PollError = 8;
    public const short PollHangUp = 16;

    public const int WaitNoHang = 1;
    public const int SetMask = 2;

    public const int NoSuchEntry = 2;
    public const int Interrupted = 4;
    public const int Exists = 17;
    public const int Invalid = 22;

    /// <summary>Bytes of a signal set, as the kernel and glibc take it at least.</summary>
    public const int SignalSetSize = 128;

    private const string Library = "libc";

    private static readonly bool IsArm64 = RuntimeInformation.ProcessArchitecture == Architecture.Arm64;
    private static readonly long CloneNumber = IsArm64 ? 220 : 56;
    private static readonly long SetGroupsNumber = IsArm64 ? 159 : 116;
    private static readonly long SetGroupNumber = IsArm64 ? 144 : 106;
    private static readonly long SetUserNumber = IsArm64 ? 146 : 105;
    private static readonly long SetCapabilitiesNumber = IsArm64 ? 91 : 126;

    /// <summary>The error number of the last call that failed.</summary>
    public static int Error => Marshal.GetLastSystemError();

    /// <summary>A fork, without anything that the C library would do around one.</summary>
    public static int Fork(ulong flags) => (int)SystemCall(CloneNumber, flags | SignalChild, 0, 0, 0, 0);

    /// <summary>Past the C library, which would wait for threads that a fork has left behind; so the next two.</summary>
    public static int SetGroups(int count, uint* groups) => (int)SystemCall(SetGroupsNumber, (ulong)count, (ulong)groups, 0, 0, 0);

    public static int SetGroup(uint group) => (int)SystemCall(SetGroupNumber, group, 0, 0, 0, 0);

    public static int SetUser(uint user) => (int)SystemCall(SetUserNumber, user, 0, 0, 0, 0);

    /// <summary>Changes to namespaces of a process, given by a descriptor of it (Linux 5.8).</summary>
    [LibraryImport(Library, EntryPoint = "setns"), SuppressGCTransition]
    public static partial int EnterNamespaces(int process, int kinds);

    public static int SetCapabilities(uint* header, uint* sets) => (int)SystemCall(SetCapabilitiesNumber, (ulong)header, (ulong)sets, 0, 0, 0);

    /// <summary>Makes a mount and all below it read-only, by system call 442, the same on every architecture; since Linux 5.12.</summary>
    public static int SealMounts(byte* folder)
    {
        const ulong recursive = 0x8000;
        var attributes = stackalloc ulong[4]; // to set, to clear, propagation, user namespace
        new Span<ulong>(attributes, 4).Clear();
        attributes[0] = MountReadOnly;
        return (int)SystemCall(442, ulong.MaxValue, (ulong)folder, recursive, (ulong)attributes, 4 * sizeof(ulong));
    }

    /// <summary>Marks every descriptor from that one on; system call 436, the same on every architecture.</summary>
    public static int CloseAllOnExec(int first) => (int)SystemCall(436, (ulong)first, uint.MaxValue, 4, 0, 0);

    [LibraryImport(Library, EntryPoint = "open"), SuppressGCTransition]
    public static partial int Open(byte* path, int flags, uint mode);

    [LibraryImport(Library, EntryPoint = "openat"), SuppressGCTransition]
    public static partial int OpenAt(int folder, byte* path, int flags, uint mode);

    [LibraryImport(Library, EntryPoint = "renameat"), SuppressGCTransition]
    public static partial int Rename(int folder, byte* name, int otherFolder, byte* other);

    [LibraryImport(Library, EntryPoint = "ftruncate"), SuppressGCTransition]
    public static partial int Cut(int file, long length);

    [LibraryImport(Library, EntryPoint = "fchown"), SuppressGCTransition]
    public static partial int ChangeOwner(int file, uint user, uint group);

    [LibraryImport(Library, EntryPoint = "read"), SuppressGCTransition]
    public static partial nint Read(int file, void* buffer, nuint count);

    [LibraryImport(Library, EntryPoint = "pread"), SuppressGCTransition]
    public static partial nint ReadAt(int file, void* buffer, nuint count, long offset);

    [LibraryImport(Library, EntryPoint = "write"), SuppressGCTransition]
    public static partial nint Write(int file, void* buffer, nuint count);

    [LibraryImport(Library, EntryPoint = "pwrite"), SuppressGCTransition]
    public static partial nint WriteAt(int file, void* buffer, nuint count, long offset);

    [LibraryImport(Library, EntryPoint = "fdatasync"), SuppressGCTransition]
    public static partial int Synchronize(int file);

    [LibraryImport(Library, EntryPoint = "lseek"), SuppressGCTransition]
    public static partial long Seek(int file, long offset, int whence);

    [LibraryImport(Library, EntryPoint = "close"), SuppressGCTransition]
    public static partial int Close(int file);

    [LibraryImport(Library, EntryPoint = "dup2"), SuppressGCTransition]
    public static partial int Duplicate(int file, int target);

    [LibraryImport(Library, EntryPoint = "fcntl"), SuppressGCTransition]
    public static partial int Control(int file, int command, nint argument);

    /// <summary>Makes a terminal the one of this session.</summary>
    public const nuint TakeTerminal = 0x540E;

    [LibraryImport(Library, EntryPoint = "ioctl"), SuppressGCTransition]
    public static partial int ControlDevice(int file, nuint request, nint argument);

    [LibraryImport(Library, EntryPoint = "pipe2"), SuppressGCTransition]
    public static partial int Pipe(int* ends, int flags);

    [LibraryImport(Library, EntryPoint = "eventfd"), SuppressGCTransition]
    public static partial int EventFile(uint start, int flags);

    [LibraryImport(Library, EntryPoint = "signalfd"), SuppressGCTransition]
    public static partial int SignalFile(int file, byte* signals, int flags);

    [LibraryImport(Library, EntryPoint = "poll"), SuppressGCTransition]
    public static partial int Poll(PollEntry* entries, ulong count, int milliseconds);

    [LibraryImport(Library, EntryPoint = "sigprocmask"), SuppressGCTransition]
    public static partial int MaskSignals(int how, byte* signals, byte* before);

    [LibraryImport(Library, EntryPoint = "signal"), SuppressGCTransition]
    public static partial nint OnSignal(int signal, nint handler);

    [LibraryImport(Library, EntryPoint = "kill"), SuppressGCTransition]
    public static partial int Kill(int process, int signal);

    [LibraryImport(Library, EntryPoint = "waitpid"), SuppressGCTransition]
    public static partial int Wait(int process, int* status, int options);

    [LibraryImport(Library, EntryPoint = "setsid"), SuppressGCTransition]
    public static partial int LeadSession();

    [LibraryImport(Library, EntryPoint = "prctl"), SuppressGCTransition]
    public static partial int ControlProcess(int option, nuint two, nuint three, nuint four, nuint five);

    [LibraryImport(Library, EntryPoint = "mount"), SuppressGCTransition]
    public static partial int Mount(byte* source, byte* target, byte* kind, ulong flags, byte* data);

    [LibraryImport(Library, EntryPoint = "mkdir"), SuppressGCTransition]
    public static partial int MakeFolder(byte* path, uint mode);

    [LibraryImport(Library, EntryPoint = "access"), SuppressGCTransition]
    public static partial int Access(byte* path, int mode);

    [LibraryImport(Library, EntryPoint = "chdir"), SuppressGCTransition]
    public static partial int ChangeDirectory(byte* path);

    [LibraryImport(Library, EntryPoint = "setrlimit"), SuppressGCTransition]
    public static partial int SetLimit(int kind, ulong* softAndHard);

    [LibraryImport(Library, EntryPoint = "execve"), SuppressGCTransition]
    public static partial int Execute(byte* path, byte** arguments, byte** environment);

    [LibraryImport(Library, EntryPoint = "_exit"), SuppressGCTransition]
    public static partial void Exit(int status);

    [LibraryImport(Library, EntryPoint = "syscall"), SuppressGCTransition]
    private static partial long SystemCall(long number, ulong one, ulong two, ulong three, ulong four, ulong five);
}

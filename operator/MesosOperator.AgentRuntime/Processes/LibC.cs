using System.Runtime.InteropServices;

namespace MesosOperator.AgentRuntime.Processes;

/// <summary>The few calls of the C library that .NET does not offer. Numbers are Linux's, the same on x86-64 and arm64 unless they say so.</summary>
internal static unsafe partial class LibC
{
    public const int SignalKill = 9;
    public const int SignalTerminate = 15;

    public const int ErrorInterrupted = 4;

    public const short SpawnSetSignalDefaults = 0x04;
    public const short SpawnSetSignalMask = 0x08;
    public const short SpawnSetSession = 0x80;

    public const int OpenReadOnly = 0;
    public const int OpenNonBlocking = 0x800;
    public const int OpenAppendThere = 0x1 | 0x400; // write-only, append
    public const int OpenAppend = OpenAppendThere | 0x40; // create

    public const int ErrorNotPermitted = 1;
    public const int ErrorNoProcess = 3;
    public const int ErrorWouldBlock = 11;
    public const int ErrorNameTooLong = 36;

    public const int WaitNoHang = 0x1;

    public const int OpenCloseOnExec = 0x8_0000;
    public const int OpenReadWrite = 0x2;
    public const int OpenReadWriteCreate = OpenReadWrite | 0x40 | OpenCloseOnExec;

    public const int ErrorCrossing = 18;
    public const int ErrorNotImplemented = 38;

    public const int SetFileFlags = 4;
    public const int DuplicateCloseOnExec = 1030;
    public const int LockExclusive = 2;
    public const int LockNonBlocking = 4;

    public const short PollIn = 1;
    public const int EpollAdd = 1;
    public const uint EpollIn = 1;
    public const uint EpollOnce = 1u << 30;

    /// <summary>At least the size of each opaque structure below (glibc: 336 bytes for attributes, 128 for siginfo).</summary>
    public const int StructureSize = 512;

    /// <summary>Of the few flags that differ: arm64 has its own numbers for these two.</summary>
    public static readonly int OpenFolder = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? 0x4000 : 0x1_0000;

    public static readonly int OpenNoFollow = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? 0x8000 : 0x2_0000;

    public const int NetworkNamespace = 0x4000_0000;

    private const string Library = "libc";

    private static readonly long BpfNumber = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? 280 : 321;

    [LibraryImport(Library, EntryPoint = "posix_spawn")]
    public static partial int Spawn(out int pid, byte* path, byte* fileActions, byte* attributes, byte** arguments, byte** environment);

    [LibraryImport(Library, EntryPoint = "posix_spawnattr_init")]
    public static partial int InitializeAttributes(byte* attributes);

    [LibraryImport(Library, EntryPoint = "posix_spawnattr_destroy")]
    public static partial int DestroyAttributes(byte* attributes);

    [LibraryImport(Library, EntryPoint = "posix_spawnattr_setflags")]
    public static partial int SetFlags(byte* attributes, short flags);

    [LibraryImport(Library, EntryPoint = "posix_spawnattr_setsigdefault")]
    public static partial int SetSignalDefaults(byte* attributes, byte* signals);

    [LibraryImport(Library, EntryPoint = "posix_spawnattr_setsigmask")]
    public static partial int SetSignalMask(byte* attributes, byte* signals);

    [LibraryImport(Library, EntryPoint = "posix_spawn_file_actions_init")]
    public static partial int InitializeFileActions(byte* actions);

    [LibraryImport(Library, EntryPoint = "posix_spawn_file_actions_destroy")]
    public static partial int DestroyFileActions(byte* actions);

    [LibraryImport(Library, EntryPoint = "posix_spawn_file_actions_adddup2")]
    public static partial int AddDuplicate(byte* actions, int descriptor, int target);

    [LibraryImport(Library, EntryPoint = "posix_spawn_file_actions_addchdir_np")]
    public static partial int AddChangeDirectory(byte* actions, byte* path);

    [LibraryImport(Library, EntryPoint = "waitpid", SetLastError = true)]
    public static partial int WaitPid(int pid, out int status, int options);

    [LibraryImport(Library, EntryPoint = "kill", SetLastError = true)]
    public static partial int Kill(int pid, int signal);

    [LibraryImport(Library, EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    public static partial int Open(string path, int flags, uint mode);

    /// <summary>openat2, system call 437: opens what is below a folder.</summary>
    public static int OpenBelow(int folder, string path, ulong* how) => (int)OpenBelow(437, folder, path, how, 3 * sizeof(ulong));

    [LibraryImport(Library, EntryPoint = "syscall", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial long OpenBelow(long number, long folder, string path, ulong* how, nuint size);

    [LibraryImport(Library, EntryPoint = "mkfifo", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    public static partial int MakePipe(string path, uint mode);

    [LibraryImport(Library, EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    public static partial int Status(int folder, string path, int flags, uint mask, byte* facts);

    [LibraryImport(Library, EntryPoint = "close")]
    public static partial int Close(int file);

    /// <summary>Changes the calling thread to a namespace, given by a file of /proc.</summary>
    [LibraryImport(Library, EntryPoint = "setns", SetLastError = true)]
    public static partial int EnterNamespace(int file, int kind);

    [LibraryImport(Library, EntryPoint = "flock", SetLastError = true)]
    public static partial int Lock(int file, int operation);

    [LibraryImport(Library, EntryPoint = "fcntl", SetLastError = true)]
    public static partial int Control(int file, int command, nint argument);

    [LibraryImport(Library, EntryPoint = "memfd_create", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    public static partial int MemoryFile(string name, uint flags);

    [LibraryImport(Library, EntryPoint = "ioctl", SetLastError = true)]
    public static partial int ControlDevice(int file, nuint request, nint argument);

    [LibraryImport(Library, EntryPoint = "fchown", SetLastError = true)]
    public static partial int ChangeOwnerOf(int file, uint user, uint group);

    [LibraryImport(Library, EntryPoint = "pipe2", SetLastError = true)]
    public static partial int Pipe(int* ends, int flags);

    [LibraryImport(Library, EntryPoint = "read", SetLastError = true)]
    public static partial nint Read(int file, byte* buffer, nuint count);

    [LibraryImport(Library, EntryPoint = "write", SetLastError = true)]
    public static partial nint Write(int file, byte* buffer, nuint count);

    [LibraryImport(Library, EntryPoint = "poll", SetLastError = true)]
    public static partial int Poll(ref PollEntry entries, ulong count, int milliseconds);

    [LibraryImport(Library, EntryPoint = "eventfd", SetLastError = true)]
    public static partial int EventFile(uint start, int flags);

    [LibraryImport(Library, EntryPoint = "epoll_create1", SetLastError = true)]
    public static partial int EpollCreate(int flags);

    [LibraryImport(Library, EntryPoint = "epoll_ctl", SetLastError = true)]
    public static partial int EpollControl(int epoll, int operation, int file, byte* happening);

    [LibraryImport(Library, EntryPoint = "epoll_wait", SetLastError = true)]
    public static partial int EpollWait(int epoll, byte* happenings, int count, int milliseconds);

    /// <summary>A descriptor of a process, by system call 434; its number is the same on every architecture.</summary>
    public static int ProcessFile(int pid) => (int)SystemCall(434, pid, 0, 0, 0);

    /// <summary>Signals the process of a descriptor, by system call 424.</summary>
    public static int SignalProcess(int file, int signal) => (int)SystemCall(424, file, signal, 0, 0);

    /// <summary>bpf(2).</summary>
    public static int Bpf(int command, void* attributes, int size) => (int)SystemCall(BpfNumber, command, (long)attributes, size, 0);

    [LibraryImport(Library, EntryPoint = "syscall", SetLastError = true)]
    private static partial long SystemCall(long number, long one, long two, long three, long four);

    [LibraryImport(Library, EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    public static partial int Statx(int folder, string path, int flags, uint mask, FileFacts* facts);

    [LibraryImport(Library, EntryPoint = "getgrouplist", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int FindGroups(string user, uint group, uint* groups, int* count);

    [LibraryImport(Library, EntryPoint = "getuid")]
    public static partial uint UserId();

    [LibraryImport(Library, EntryPoint = "getpwnam_r", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int FindUser(string name, byte* entry, byte* buffer, nuint size, out byte* found);

    [LibraryImport(Library, EntryPoint = "lchown", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    public static partial int ChangeOwner(string path, uint user, uint group);
}

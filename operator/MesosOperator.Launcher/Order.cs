using System.Runtime.InteropServices;
using System.Text;

namespace MesosOperator.Launcher;

/// <summary>
/// What the agent wants, read from standard input: names and values in turn, each ended by a zero byte. Everything lies
/// outside of the managed heap, so that it can be used after a fork.
/// </summary>
internal sealed unsafe class Order
{
    private const int LargestOrder = 64 << 20;

    /// <summary>The program to run, a path.</summary>
    public byte* Program { get; private set; }

    /// <summary>Where it begins.</summary>
    public byte* Directory { get; private set; }

    /// <summary>Where to write the process id of the supervisor; null for who joins a task.</summary>
    public byte* PidFile { get; private set; }

    public NativeList Arguments { get; } = new();

    public NativeList Environment { get; } = new();

    /// <summary>Files into which a process writes 0 to join a control group.</summary>
    public NativeList Cgroups { get; } = new();

    /// <summary>Folder of a group of cgroup v1's memory controller, if any.</summary>
    public byte* MemoryV1 { get; private set; }

    /// <summary>Folder of a group of cgroup v2 with the memory controller, if any.</summary>
    public byte* MemoryV2 { get; private set; }

    /// <summary>Whether the task has process ids and mounts of its own.</summary>
    public bool HasNamespaces { get; private set; }

    /// <summary>Whether the program joins a task that runs, rather than beginning one.</summary>
    public bool Joins { get; private set; }

    /// <summary>Whether the supervisor is the first process of process ids of its own, so that all of them are its task's.</summary>
    public bool OwnsNamespaces => HasNamespaces && !Joins;

    /// <summary>Whether the program reads something.</summary>
    public bool HasInput { get; private set; }

    /// <summary>Whether what the program reads is a terminal, which becomes its own.</summary>
    public bool HasTerminal { get; private set; }

    /// <summary>Folder that the task sees as /tmp.</summary>
    public byte* Temporary { get; private set; }

    /// <summary>Whether the task sees the process ids of the host although its mounts are its own.</summary>
    public bool SharesProcesses { get; private set; }

    /// <summary>Options of the memory that the task shares with itself alone; null: it has no such namespace of its own.</summary>
    public byte* SharedMemory { get; private set; }

    /// <summary>Whether files of the kernel that change the host are read-only to the task, root or not.</summary>
    public bool GuardsKernel { get; private set; }

    /// <summary>Mounts that are read-only to the task, with all below them.</summary>
    public NativeList Sealed { get; } = new();

    /// <summary>Folders whose content the task does not see.</summary>
    public NativeList Hidden { get; } = new();

    /// <summary>Folders that it sees nevertheless.</summary>
    public NativeList Shown { get; } = new();

    /// <summary>Folder of the files that the output goes to, where those are bounded; null where they are not.</summary>
    public byte* LogFolder { get; private set; }

    /// <summary>Bytes of one of them.</summary>
    public ulong LargestLog { get; private set; }

    /// <summary>How many there may be of each kind of output.</summary>
    public ulong LogFiles { get; private set; }

    /// <summary>Kind, soft and hard limit in turn.</summary>
    public List<ulong> Limits { get; } = [];

    /// <summary>How readily the kernel ends the program when memory is short, as text; null: as readily as the agent.</summary>
    public byte* MemoryScore { get; private set; }

    public bool HasUser { get; private set; }

    public uint User { get; private set; }

    public uint Group { get; private set; }

    /// <summary>All groups of the user.</summary>
    public uint* Groups { get; private set; }

    public int GroupCount { get; private set; }

    /// <summary>Whether the two sets of capabilities count.</summary>
    public bool HasCapabilities { get; private set; }

    /// <summary>Capabilities that no program of the task can have, whatever it is; a bit each.</summary>
    public ulong Bounding { get; private set; }

    /// <summary>Capabilities that the program has although its user is not root; a bit each.</summary>
    public ulong Ambient { get; private set; }

    public bool HasNoNewPrivileges { get; private set; }

    /// <summary>Instructions of a filter for system calls, eight bytes each; null: none.</summary>
    public byte* Filter { get; private set; }

    public int FilterLength { get; private set; }

    /// <summary>Whether the supervisor is the first process of a namespace.</summary>
    public bool OwnsProcesses => OwnsNamespaces && !SharesProcesses;

    /// <summary>Null when it is not an order.</summary>
    public static Order? Read(int file)
    {
        var size = LibC.Seek(file, 0, 2);
        if (size is <= 0 or > LargestOrder || LibC.Seek(file, 0, 0) != 0)
            return null;
        var text = (byte*)NativeMemory.Alloc((nuint)size + 1);
        var length = 0L;
        while (length < size && LibC.Read(file, text + length, (nuint)(size - length)) is > 0 and var read)
            length += read;
        text[size] = 0;
        var order = new Order();
        var end = text + length;
        for (var at = text; at < end;)
        {
            var name = MemoryMarshal.CreateReadOnlySpanFromNullTerminated(at);
            var value = at + name.Length + 1;
            if (value >= end || !order.Take(Encoding.UTF8.GetString(name), value))
                return null;
            at = value + MemoryMarshal.CreateReadOnlySpanFromNullTerminated(value).Length + 1;
        }

        return length == size && order.Program != null && order.Directory != null && (order.Joins || order.PidFile != null) ? order : null;
    }

    private bool Take(string name, byte* value)
    {
        switch (name)
        {
            case "program": Program = value; return true;
            case "directory": Directory = value; return true;
            case "pid-file": PidFile = value; return true;
            case "argument": Arguments.Add(value); return true;
            case "environment": Environment.Add(value); return true;
            case "cgroup": Cgroups.Add(value); return true;
            case "memory-score": MemoryScore = value; return true;
            case "memory-v1": MemoryV1 = value; return true;
            case "memory-v2": MemoryV2 = value; return true;
            case "namespaces": return HasNamespaces = true;
            case "joins": return Joins = true;
            case "input": return HasInput = true;
            case "terminal": return HasTerminal = true;
            case "temporary": Temporary = value; return true;
            case "hidden": Hidden.Add(value); return true;
            case "shown": Shown.Add(value); return true;
            case "shared-processes": return SharesProcesses = true;
            case "shared-memory": SharedMemory = value; return true;
            case "guard-kernel": return GuardsKernel = true;
            case "sealed": Sealed.Add(value); return true;
            case "no-new-privileges": return HasNoNewPrivileges = true;
            case "capabilities": return Numbers(value, 2) is { } sets && TakeCapabilities(sets);
            case "filter": return Numbers(value, 0) is { } filter && TakeFilter(filter);
            case "log-folder": LogFolder = value; return true;
            case "log-limit": return Numbers(value, 2) is { } log && TakeLog(log);
            case "limit": return Numbers(value, 3) is { } limit && TakeLimit(limit);
            case "user": return Numbers(value, 2) is { } user && TakeUser(user);
            case "groups": return Numbers(value, 0) is { } groups && TakeGroups(groups);
            default: return false;
        }
    }

    private bool TakeLog(ulong[] log)
    {
        (LargestLog, LogFiles) = (log[0], log[1]);
        return true;
    }

    private bool TakeLimit(ulong[] limit)
    {
        Limits.AddRange(limit);
        return true;
    }

    private bool TakeCapabilities(ulong[] sets)
    {
        (HasCapabilities, Bounding, Ambient) = (true, sets[0], sets[1]);
        return true;
    }

    private bool TakeFilter(ulong[] instructions)
    {
        Filter = (byte*)NativeMemory.Alloc((nuint)instructions.Length, sizeof(ulong));
        FilterLength = instructions.Length;
        instructions.CopyTo(new Span<ulong>(Filter, instructions.Length));
        return true;
    }

    private bool TakeUser(ulong[] ids)
    {
        (HasUser, User, Group) = (true, (uint)ids[0], (uint)ids[1]);
        return true;
    }

    private bool TakeGroups(ulong[] ids)
    {
        Groups = (uint*)NativeMemory.Alloc((nuint)ids.Length + 1, sizeof(uint));
        GroupCount = ids.Length;
        for (var i = 0; i < ids.Length; i++)
            Groups[i] = (uint)ids[i];
        return true;
    }

    /// <summary>Numbers with blanks between; null when there are not as many as expected, if that is not 0.</summary>
    private static ulong[]? Numbers(byte* text, int expected)
    {
        var parts = Encoding.ASCII.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(text)).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var numbers = new ulong[parts.Length];
        for (var i = 0; i < parts.Length; i++)
            if (!ulong.TryParse(parts[i], out numbers[i]))
                return null;
        return expected == 0 || expected == numbers.Length ? numbers : null;
    }
}

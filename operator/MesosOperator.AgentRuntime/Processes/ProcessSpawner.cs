namespace MesosOperator.AgentRuntime.Processes;

/// <summary>
/// Starts processes by posix_spawn: no copy of this process' memory, no helper process, and a program that cannot be
/// started is an error number here rather than an exit status there. All descriptors but 0, 1 and 2 are expected to be
/// close-on-exec, as .NET opens them. Needs glibc 2.29 or musl 1.1.24.
/// </summary>
internal static unsafe class ProcessSpawner
{
    /// <summary>Returns the process id, or the error number when it could not be started.</summary>
    public static (int Pid, int Error) Start(ProcessRequest request)
    {
        using var arguments = new NativeStrings(request.Arguments);
        using var environment = new NativeStrings(request.Environment);
        using var paths = new NativeStrings([request.Executable, request.WorkingDirectory]);

        var attributes = stackalloc byte[LibC.StructureSize];
        var actions = stackalloc byte[LibC.StructureSize];
        Require(LibC.InitializeAttributes(attributes));
        Require(LibC.InitializeFileActions(actions));
        try
        {
            LeadSession(attributes);
            AddFiles(actions, request);
            Require(LibC.AddChangeDirectory(actions, paths[1]));
            var error = LibC.Spawn(out var pid, paths[0], actions, attributes, arguments.Pointers, environment.Pointers);
            return error == 0 ? (pid, 0) : (0, error);
        }
        finally
        {
            _ = LibC.DestroyFileActions(actions);
            _ = LibC.DestroyAttributes(attributes);
        }
    }

    /// <summary>A session of its own, no signal blocked, none ignored (.NET ignores SIGPIPE, which exec would inherit).</summary>
    private static void LeadSession(byte* attributes)
    {
        var none = stackalloc byte[LibC.StructureSize];
        var all = stackalloc byte[LibC.StructureSize];
        new Span<byte>(none, LibC.StructureSize).Clear();
        new Span<byte>(all, LibC.StructureSize).Fill(byte.MaxValue); // sigfillset leaves the two signals of glibc itself out
        Require(LibC.SetSignalDefaults(attributes, all));
        Require(LibC.SetSignalMask(attributes, none));
        Require(LibC.SetFlags(attributes, LibC.SpawnSetSession | LibC.SpawnSetSignalDefaults | LibC.SpawnSetSignalMask));
    }

    private static void AddFiles(byte* actions, ProcessRequest request)
    {
        Require(LibC.AddDuplicate(actions, request.StandardInput.Number, 0));
        Require(LibC.AddDuplicate(actions, request.StandardOutput.Number, 1));
        Require(LibC.AddDuplicate(actions, request.StandardError.Number, 2));
        for (var i = 0; i < request.Inherited.Count; i++)
            Require(LibC.AddDuplicate(actions, request.Inherited[i].Number, 3 + i));
    }

    /// <summary>These calls fail only for want of memory.</summary>
    private static void Require(int error)
    {
        if (error != 0)
            throw new InvalidOperationException($"Preparing a process failed: {ErrorNumbers.Describe(error)}");
    }
}

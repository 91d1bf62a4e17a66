namespace MesosOperator.Launcher;

/// <summary>
/// From the order to a supervisor that runs on its own. The supervisor is a child of the agent rather than of this
/// process, which ends as soon as it has written down who the supervisor is.
/// </summary>
internal static unsafe class Launch
{
    public static int Run()
    {
        if (LibC.CloseAllOnExec(Files.Exit) != 0) // before Linux 5.11 those that are known
        {
            for (var file = Files.Exit; file <= Files.LastGiven; file++)
                _ = LibC.Control(file, LibC.FcntlSetFlags, LibC.FlagCloseOnExec);
        }

        if (Order.Read(Files.Order) is not { } order)
        {
            Status.Fail("the order is malformed"u8);
            return 1;
        }

        Plug(Files.Order);
        var cgroups = OpenCgroups(order);
        var memory = MemoryWatch.Open(order);
        Logs.Open(order);
        BlockSignals();

        var gate = stackalloc int[2];
        if (LibC.Pipe(gate, LibC.OpenCloseOnExec) != 0)
            Status.Fail("making a pipe"u8);
        if (order.Joins && order.HasNamespaces && LibC.EnterNamespaces(Files.Joined, (int)(LibC.CloneNewPids | LibC.CloneNewIpc)) != 0)
            Status.Fail("entering the namespaces of the task"u8);
        var pid = LibC.Fork(LibC.CloneParent | NamespacesOf(order));
        if (pid == 0)
        {
            _ = LibC.Close(gate[1]);
            Await(gate[0]);
            Supervisor.Run(order, cgroups, memory); // never returns
        }

        if (pid < 0)
            Status.Fail(order.OwnsNamespaces ? "making namespaces"u8 : "making a process"u8);
        if (order.PidFile != null)
            WritePid(order, pid);
        Status.TellPid(pid);
        _ = LibC.Write(gate[1], &pid, 1);
        return 0;
    }

    private static ulong NamespacesOf(Order order) =>
        (order.OwnsNamespaces ? LibC.CloneNewMounts : 0)
        | (order.OwnsProcesses ? LibC.CloneNewPids : 0)
        | (order.SharedMemory != null ? LibC.CloneNewIpc : 0);

    private static void Plug(int file)
    {
        fixed (byte* nothing = "/dev/null\0"u8)
        {
            var opened = LibC.Open(nothing, LibC.OpenReadWrite | LibC.OpenCloseOnExec, 0);
            if (opened < 0 || LibC.Duplicate(opened, file) < 0)
                Status.Fail("opening /dev/null"u8);
        }
    }

    private static int[] OpenCgroups(Order order)
    {
        var files = new int[order.Cgroups.Count];
        for (var i = 0; i < files.Length; i++)
        {
            files[i] = LibC.Open(order.Cgroups[i], LibC.OpenWriteOnly | LibC.OpenCloseOnExec, 0);
            if (files[i] < 0)
                Status.Fail("opening control group"u8, order.Cgroups[i]);
        }

        return files;
    }

    /// <summary>The supervisor hears of them by a descriptor; the program gets all of them back.</summary>
    private static void BlockSignals()
    {
        var all = stackalloc byte[LibC.SignalSetSize];
        new Span<byte>(all, LibC.SignalSetSize).Fill(byte.MaxValue);
        if (LibC.MaskSignals(LibC.SetMask, all, null) != 0)
            Status.Fail("blocking signals"u8);
    }

    /// <summary>Nothing of the task happens before it is written down who supervises it.</summary>
    private static void Await(int gate)
    {
        byte go;
        if (LibC.Read(gate, &go, 1) != 1)
            LibC.Exit(1);
        _ = LibC.Close(gate);
    }

    private static void WritePid(Order order, int pid)
    {
        const int longestNumber = 16;
        var buffer = stackalloc byte[longestNumber];
        var text = new Text(buffer, longestNumber);
        text.Add(pid);
        text.Add("\n"u8);
        var file = LibC.Open(order.PidFile, LibC.OpenWriteOnly | LibC.OpenCreate | LibC.OpenTruncate | LibC.OpenCloseOnExec, 0b110_100_100);
        if (file < 0 || LibC.Write(file, buffer, (nuint)text.Length) != text.Length)
            Status.Fail("writing"u8, order.PidFile);
        _ = LibC.Close(file);
    }
}

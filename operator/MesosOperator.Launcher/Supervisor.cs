namespace MesosOperator.Launcher;

/// <summary>
/// Starts the program and stays until it has ended: passes signals on, reaps whatever the program leaves, sees to the
/// memory limit, and writes down how it ended. In a process id namespace it is the first process there, so that
/// nothing of the task outlives it. One that joins a task kills what its program leaves, and itself when the task ends. It runs after a fork: no managed allocation is made from here on.
/// </summary>
internal static unsafe class Supervisor
{
    /// <summary>The signal by which the agent asks to kill everything; every other one goes to the program.</summary>
    private const int KillAll = LibC.LastSignal;

    /// <summary>signalfd_siginfo: the number of the signal comes first.</summary>
    private const int SignalSize = 128;

    private const int MostRounds = 10_000;

    /// <summary>Milliseconds between two looks at a kill that the kernel has announced, and how often to look.</summary>
    private const int LookPause = 10;
    private const int MostLooks = 500;

    public static void Run(Order order, int[] cgroups, MemoryWatch memory)
    {
        _ = LibC.LeadSession();
        if (order.OwnsNamespaces)
        {
            Mounts.Arrange(order);
            _ = LibC.ControlProcess(LibC.SetDumpable, 0, 0, 0, 0); // the task shall not look into it
        }

        if (!order.OwnsProcesses)
            _ = LibC.ControlProcess(LibC.SetChildSubreaper, 1, 0, 0, 0);
        if (order.Joins && order.HasNamespaces && LibC.EnterNamespaces(Files.Joined, (int)LibC.CloneNewMounts) != 0)
            Status.Fail("entering the mounts of the task"u8);
        var children = order.OwnsProcesses ? -1 : OpenChildren();
        if (order.Joins && children < 0)
            Status.Fail("listing processes"u8);

        var all = stackalloc byte[LibC.SignalSetSize];
        new Span<byte>(all, LibC.SignalSetSize).Fill(byte.MaxValue);
        var signals = LibC.SignalFile(-1, all, LibC.OpenCloseOnExec);
        if (signals < 0)
            Status.Fail("listening to signals"u8);
        var program = LibC.Fork(0);
        if (program == 0)
            TaskProgram.Become(order, cgroups);
        if (program < 0)
            Status.Fail("making a process"u8);
        Release(order, cgroups);

        var status = Attend(order, program, signals, memory);
        Logs.Finish();
        if (!order.Joins)
            Record(status, memory);
        if (!order.OwnsProcesses)
            KillRest(program, children);
        LibC.Exit((status & 0x7f) == 0 ? status >> 8 : 128 + (status & 0x7f));
    }

    /// <summary>The program alone holds them now; the agent hears when it has begun. Output is the program's too.</summary>
    private static void Release(Order order, int[] cgroups)
    {
        _ = LibC.Close(Files.Status);
        if (order.HasInput)
            _ = LibC.Close(Files.Input);
        foreach (var file in cgroups)
            _ = LibC.Close(file);
        Logs.LeaveToProgram();
    }

    /// <summary>Returns how the program ended, as wait(2) tells it.</summary>
    private static int Attend(Order order, int program, int signals, MemoryWatch memory)
    {
        const int kinds = 6;
        var polled = stackalloc PollEntry[kinds];
        polled[0] = new PollEntry { File = signals, Wanted = LibC.PollIn };
        polled[1] = new PollEntry { File = Files.Lifeline, Wanted = 0 };
        polled[2] = new PollEntry { File = memory.Notices, Wanted = memory.Wanted };
        polled[3] = new PollEntry { File = order.Joins ? Files.Joined : -1, Wanted = LibC.PollIn };
        Logs.Poll(polled + 4);
        var looks = 0;
        while (true)
        {
            if (LibC.Poll(polled, kinds, looks > 0 ? LookPause : -1) < 0)
                continue; // interrupted
            if ((polled[0].Seen & LibC.PollIn) != 0 && Hear(order, program, signals) is >= 0 and var status)
                return status;
            Logs.Move(polled + 4);
            if ((polled[1].Seen & (LibC.PollHangUp | LibC.PollError)) != 0)
            {
                polled[1].File = -1;
                Kill(order, program);
            }

            if (polled[3].Seen != 0)
            {
                polled[3].File = -1; // the task has ended
                Kill(order, program);
            }

            if (polled[2].Seen != 0)
            {
                memory.Hear();
                looks = MostLooks; // version 1 tells before it kills
            }

            if (looks > 0 && memory.Kills() > 0)
            {
                (looks, polled[2].File) = (0, -1);
                Kill(order, program);
            }
            else if (looks > 0)
                looks--;
        }
    }

    /// <summary>Takes one signal. The status of the program once it has ended, or below zero.</summary>
    private static int Hear(Order order, int program, int signals)
    {
        var buffer = stackalloc byte[SignalSize];
        if (LibC.Read(signals, buffer, SignalSize) != SignalSize)
            return -1;
        var signal = *(int*)buffer;
        if (signal == (int)LibC.SignalChild)
            return Reap(program);
        if (signal == KillAll)
            Kill(order, program);
        else
            _ = LibC.Kill(-program, signal);
        return -1;
    }

    private static int Reap(int program)
    {
        int ended, status, result = -1;
        while ((ended = LibC.Wait(-1, &status, LibC.WaitNoHang)) > 0)
            if (ended == program)
                result = status;
        return result;
    }

    private static void Kill(Order order, int program)
    {
        _ = LibC.Kill(program, LibC.SignalKill); // it may not lead its group yet
        _ = LibC.Kill(-program, LibC.SignalKill);
        if (order.OwnsProcesses)
            _ = LibC.Kill(-1, LibC.SignalKill);
    }

    /// <summary>Opened before there is a program that could take it out of sight.</summary>
    private static int OpenChildren()
    {
        fixed (byte* path = "/proc/thread-self/children\0"u8)
            return LibC.Open(path, LibC.OpenCloseOnExec, 0);
    }

    /// <summary>Whoever lost his parent is a child of this process: kills and reaps until there is none.</summary>
    private static void KillRest(int program, int children)
    {
        const int longestList = 4096;
        var buffer = stackalloc byte[longestList];
        _ = LibC.Kill(-program, LibC.SignalKill);
        int status;
        for (var round = 0; round < MostRounds; round++)
        {
            var length = LibC.ReadAt(children, buffer, longestList - 1, 0);
            if (length <= 0)
                return;
            KillEach(buffer, (int)length);
            _ = LibC.Wait(-1, &status, 0);
        }
    }

    private static void KillEach(byte* list, int length)
    {
        var pid = 0;
        for (var i = 0; i < length; i++)
        {
            if (list[i] is >= (byte)'0' and <= (byte)'9')
                pid = pid * 10 + (list[i] - '0');
            else
            {
                if (pid > 0)
                    _ = LibC.Kill(pid, LibC.SignalKill);
                pid = 0;
            }
        }
    }

    /// <summary>In one write, so that it is there or it is not.</summary>
    private static void Record(int status, MemoryWatch memory)
    {
        const int longestRecord = 128;
        var buffer = stackalloc byte[longestRecord];
        var line = new Text(buffer, longestRecord);
        line.Add("status "u8);
        line.Add(status);
        line.Add(" memory-kills "u8);
        line.Add(memory.Kills());
        line.Add(" memory-used "u8);
        line.Add(memory.MostUsed());
        line.Add("\n"u8);
        _ = LibC.WriteAt(Files.Exit, buffer, (nuint)line.Length, 0);
        _ = LibC.Synchronize(Files.Exit);
    }
}

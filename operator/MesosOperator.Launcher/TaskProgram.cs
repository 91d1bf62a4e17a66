using System.Runtime.InteropServices;

namespace MesosOperator.Launcher;

/// <summary>The last steps before this process becomes the program of the task.</summary>
internal static unsafe class TaskProgram
{
    private const int NotExecuted = 127;

    public static void Become(Order order, int[] cgroups)
    {
        _ = LibC.LeadSession();
        Logs.GiveToProgram();
        if (order.HasInput && LibC.Duplicate(Files.Input, 0) != 0)
            Status.Fail("taking over the input"u8);
        if (order.HasTerminal && LibC.ControlDevice(0, LibC.TakeTerminal, 0) != 0)
            Status.Fail("taking over the terminal"u8);
        Join(cgroups);
        VolunteerForMemory(order);
        Limit(order);
        Privileges.Reduce(order);
        if (order.HasUser)
            ChangeUser(order);
        Privileges.Raise(order);
        if (LibC.ChangeDirectory(order.Directory) != 0)
            Status.Fail("entering"u8, order.Directory);
        RestoreSignals();
        LibC.Execute(order.Program, order.Arguments.Items, order.Environment.Items);
        Status.Fail("program"u8, order.Program);
        LibC.Exit(NotExecuted);
    }

    private static void Join(int[] cgroups)
    {
        var self = (byte)'0';
        foreach (var file in cgroups)
        {
            if (LibC.Write(file, &self, 1) != 1)
                Status.Fail("joining a control group"u8);
        }
    }

    /// <summary>When the host has no memory left, tasks end before the agent does. Any process may raise its own score, and where it cannot that is no obstacle.</summary>
    private static void VolunteerForMemory(Order order)
    {
        if (order.MemoryScore == null)
            return;
        int file;
        fixed (byte* path = "/proc/self/oom_score_adj\0"u8)
            file = LibC.Open(path, LibC.OpenWriteOnly | LibC.OpenCloseOnExec, 0);
        if (file < 0)
            return;
        _ = LibC.Write(file, order.MemoryScore, (nuint)MemoryMarshal.CreateReadOnlySpanFromNullTerminated(order.MemoryScore).Length);
        _ = LibC.Close(file);
    }

    private static void Limit(Order order)
    {
        var pair = stackalloc ulong[2];
        for (var i = 0; i + 2 < order.Limits.Count; i += 3)
        {
            (pair[0], pair[1]) = (order.Limits[i + 1], order.Limits[i + 2]);
            if (LibC.SetLimit((int)order.Limits[i], pair) != 0)
                Status.Fail("setting a resource limit"u8);
        }
    }

    private static void ChangeUser(Order order)
    {
        if (LibC.SetGroups(order.GroupCount, order.Groups) != 0 || LibC.SetGroup(order.Group) != 0 || LibC.SetUser(order.User) != 0)
            Status.Fail("changing to the user of the task"u8);
    }

    /// <summary>No signal blocked, none ignored: a program inherits both.</summary>
    private static void RestoreSignals()
    {
        for (var signal = 1; signal <= LibC.LastSignal; signal++)
            _ = LibC.OnSignal(signal, 0);
        var none = stackalloc byte[LibC.SignalSetSize];
        new Span<byte>(none, LibC.SignalSetSize).Clear();
        _ = LibC.MaskSignals(LibC.SetMask, none, null);
    }
}

namespace MesosOperator.Launcher;

/// <summary>What the program may do beyond its user's rights: less than root could, or more than others.</summary>
internal static unsafe class Privileges
{
    private const int MostCapabilities = 64;
    private const uint CapabilityVersion = 0x2008_0522;

    /// <summary>While this process is still root.</summary>
    public static void Reduce(Order order)
    {
        if (order.HasCapabilities)
            Bound(order.Bounding);
        if (order.Ambient != 0 && LibC.ControlProcess(LibC.KeepCapabilities, 1, 0, 0, 0) != 0)
            Status.Fail("keeping capabilities"u8);
        if (order.HasNoNewPrivileges && LibC.ControlProcess(LibC.SetNoNewPrivileges, 1, 0, 0, 0) != 0)
            Status.Fail("renouncing new privileges"u8);
        if (order.Filter != null)
            FilterCalls(order);
    }

    /// <summary>Once this process is the user of the task, and kept what Reduce has told it to keep.</summary>
    public static void Raise(Order order)
    {
        if (order.Ambient == 0)
            return;
        var header = stackalloc uint[2] { CapabilityVersion, 0 };
        var (low, high) = ((uint)order.Ambient, (uint)(order.Ambient >> 32));
        var sets = stackalloc uint[6] { low, low, low, high, high, high }; // effective, permitted, inheritable
        if (LibC.SetCapabilities(header, sets) != 0)
            Status.Fail("setting capabilities"u8);
        for (var capability = 0; capability < MostCapabilities; capability++)
        {
            if ((order.Ambient >> capability & 1) != 0 && LibC.ControlProcess(LibC.Ambient, LibC.AmbientRaise, (nuint)capability, 0, 0) != 0)
                Status.Fail("raising capabilities"u8);
        }
    }

    private static void Bound(ulong bounding)
    {
        for (var capability = 0; capability < MostCapabilities; capability++)
        {
            if ((bounding >> capability & 1) != 0 || LibC.ControlProcess(LibC.DropBounding, (nuint)capability, 0, 0, 0) == 0)
                continue;
            if (LibC.Error == LibC.Invalid)
                return; // this kernel has no more
            Status.Fail("dropping capabilities"u8);
        }
    }

    private static void FilterCalls(Order order)
    {
        var program = stackalloc ulong[2] { (ulong)order.FilterLength, (ulong)order.Filter }; // struct sock_fprog
        if (LibC.ControlProcess(LibC.SetSeccomp, LibC.SeccompFilter, (nuint)program, 0, 0) != 0)
            Status.Fail("filtering system calls"u8);
    }
}

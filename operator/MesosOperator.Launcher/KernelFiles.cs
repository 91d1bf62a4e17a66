namespace MesosOperator.Launcher;

/// <summary>
/// What of /proc lets root change the host, by file rights alone: the program that is run on a crash, say, is named by a
/// file. Container runtimes keep the same ones from being written.
/// </summary>
internal static unsafe class KernelFiles
{
    /// <summary>To be called once /proc is what the task will see.</summary>
    public static void Guard()
    {
        Seal("/proc/sys\0"u8);
        Seal("/proc/sysrq-trigger\0"u8);
        Seal("/proc/irq\0"u8);
        Seal("/proc/bus\0"u8);
        Seal("/proc/fs\0"u8);
    }

    private static void Seal(ReadOnlySpan<byte> name)
    {
        fixed (byte* path = name)
        {
            if (LibC.Access(path, 0) != 0)
                return;
            if (LibC.Mount(path, path, null, LibC.MountBind, null) != 0
                || LibC.Mount(null, path, null, LibC.MountRemount | LibC.MountBind | LibC.MountReadOnly | LibC.MountNoSetUser | LibC.MountNoDevices | LibC.MountNoExecute, null) != 0)
                Status.Fail("sealing"u8, path);
        }
    }
}

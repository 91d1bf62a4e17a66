namespace MesosOperator.Launcher;

/// <summary>What the task sees of the file system: a /tmp of its own, and of the agent's folders only what is its own.</summary>
internal static unsafe class Mounts
{
    private const int LongestPath = 4096;

    /// <summary>To be called in a mount namespace of its own, by the first process of a process id namespace.</summary>
    public static void Arrange(Order order)
    {
        var shown = stackalloc int[order.Shown.Count];
        fixed (byte* root = "/\0"u8, temporary = "/tmp\0"u8, processes = "/proc\0"u8, kind = "proc\0"u8)
        {
            if (LibC.Mount(null, root, null, LibC.MountRecursive | LibC.MountFollowing, null) != 0)
                Status.Fail("separating mounts"u8);
            Open(order, shown);
            if (order.Temporary != null && LibC.Mount(order.Temporary, temporary, null, LibC.MountBind, null) != 0)
                Status.Fail("mounting /tmp"u8);
            for (var i = 0; i < order.Hidden.Count; i++)
                Hide(order.Hidden[i]);
            for (var i = 0; i < order.Shown.Count; i++)
                Show(order.Shown[i], shown[i]);
            for (var i = 0; i < order.Hidden.Count; i++)
                Seal(order.Hidden[i]);
            for (var i = 0; i < order.Sealed.Count; i++)
                SealMount(order.Sealed[i]);
            if (order.SharedMemory != null)
                ShareMemory(order.SharedMemory);
            if (order.OwnsProcesses && LibC.Mount(kind, processes, kind, LibC.MountNoSetUser | LibC.MountNoDevices | LibC.MountNoExecute, null) != 0)
                Status.Fail("mounting /proc"u8);
        }

        if (order.GuardsKernel)
            KernelFiles.Guard();
    }

    /// <summary>Before Linux 5.12 what is mounted below stays as it is.</summary>
    private static void SealMount(byte* folder)
    {
        if (LibC.SealMounts(folder) != 0 && LibC.Mount(null, folder, null, LibC.MountRemount | LibC.MountBind | LibC.MountReadOnly, null) != 0)
            Status.Fail("sealing"u8, folder);
    }

    private static void ShareMemory(byte* options)
    {
        fixed (byte* kind = "tmpfs\0"u8, folder = "/dev/shm\0"u8)
        {
            if (LibC.Mount(kind, folder, kind, LibC.MountNoSetUser | LibC.MountNoDevices, options) != 0)
                Status.Fail("mounting /dev/shm"u8);
        }
    }

    /// <summary>While everything can still be seen, and in this namespace already: a mount of another one cannot be shown.</summary>
    private static void Open(Order order, int* shown)
    {
        for (var i = 0; i < order.Shown.Count; i++)
        {
            shown[i] = LibC.Open(order.Shown[i], LibC.OpenPathOnly | LibC.OpenCloseOnExec, 0);
            if (shown[i] < 0)
                Status.Fail("opening"u8, order.Shown[i]);
        }
    }

    /// <summary>A folder that the new /tmp has taken out of sight is hidden already.</summary>
    private static void Hide(byte* folder)
    {
        fixed (byte* kind = "tmpfs\0"u8, options = "size=1m,mode=755\0"u8)
        {
            if (LibC.Access(folder, 0) == 0 && LibC.Mount(kind, folder, kind, LibC.MountNoSetUser | LibC.MountNoDevices, options) != 0)
                Status.Fail("hiding"u8, folder);
        }
    }

    private static void Seal(byte* folder)
    {
        const ulong flags = LibC.MountRemount | LibC.MountReadOnly | LibC.MountNoSetUser | LibC.MountNoDevices;
        if (LibC.Access(folder, 0) == 0)
            _ = LibC.Mount(null, folder, null, flags, null); // fails where it is no mount of ours, which is fine
    }

    private static void Show(byte* folder, int file)
    {
        MakeFolders(folder);
        const int longestLink = 64;
        var source = stackalloc byte[longestLink];
        var link = new Text(source, longestLink);
        link.Add("/proc/self/fd/"u8);
        link.Add(file);
        link.End();
        if (LibC.Mount(source, folder, null, LibC.MountBind | LibC.MountRecursive, null) != 0)
            Status.Fail("showing"u8, folder);
        _ = LibC.Close(file);
    }

    private static void MakeFolders(byte* folder)
    {
        const uint mode = 0b111_101_101;
        var path = stackalloc byte[LongestPath];
        for (var at = 0; at < LongestPath - 1; at++)
        {
            path[at] = folder[at];
            path[at + 1] = 0;
            var isWhole = folder[at] == 0;
            if (at > 0 && (isWhole || folder[at] == '/'))
            {
                path[at] = 0;
                if (LibC.MakeFolder(path, mode) != 0 && LibC.Error != LibC.Exists)
                    Status.Fail("making"u8, path);
                path[at] = folder[at];
            }

            if (isWhole)
                return;
        }
    }
}
